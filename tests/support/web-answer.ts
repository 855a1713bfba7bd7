/** What `fetch` answers, as far as our own code looks at it; jsdom has no Response of its own. */
export const webAnswer = (body: unknown, status = 200): Response =>
  ({ ok: status < 400, status, json: () => Promise.resolve(JSON.parse(JSON.stringify(body)) as unknown) }) as Response;
