/** What `fetch` answers, as far as our own code looks at it; jsdom has no Response of its own. */
export const webAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  ({
    ok: status < 400,
    status,
    headers: new Headers(headers),
    json: () => Promise.resolve(JSON.parse(JSON.stringify(body)) as unknown),
  }) as Response;
