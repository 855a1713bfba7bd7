/** Header values by lower-case name; a name may come more than once. */
export type Headers = ReadonlyMap<string, readonly string[]>;

export type RtspResponse = { kind: 'response'; status: number; headers: Headers; body: string };
export type RtspRequest = { kind: 'request'; method: string; headers: Headers; body: string };
export type RtspMessage = RtspResponse | RtspRequest;

/** Reads a message's head, up to its blank line. @returns null when the first line is not RTSP. */
export function parseHead(text: string): RtspMessage | null {
  const [firstLine = '', ...lines] = text.split(/\r?\n/);
  const headers = parseHeaders(lines);
  const status = /^RTSP\/\d\.\d (\d{3})\b/.exec(firstLine)?.[1];
  if (status !== undefined) return { kind: 'response', status: Number(status), headers, body: '' };
  const method = /^([A-Z_]+) \S+ RTSP\/\d\.\d$/.exec(firstLine.trimEnd())?.[1];
  return method === undefined ? null : { kind: 'request', method, headers, body: '' };
}

function parseHeaders(lines: readonly string[]): Headers {
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

export const header = (message: { headers: Headers }, name: string): string | undefined =>
  message.headers.get(name)?.[0];

/** A request without a body. Control characters are dropped, so nothing given can start a line of its own. */
export function formatRequest(method: string, uri: string, headers: Record<string, string>): string {
  return formatLines(`${method} ${uri} RTSP/1.0`, headers);
}

/** Our answer to a request of the camera. */
export function formatReply(status: 200 | 501, cseq: string | undefined): string {
  return formatLines(`RTSP/1.0 ${status} ${status === 200 ? 'OK' : 'Not Implemented'}`, { CSeq: cseq ?? '0' });
}

function formatLines(firstLine: string, headers: Record<string, string>): string {
  const lines = [firstLine, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return `${lines.map(withoutControls).join('\r\n')}\r\n\r\n`;
}

const withoutControls = (line: string) => line.replace(/\p{Cc}/gu, '');
