/** A request of RTSP 1.0; header names in lower case. */
export type RtspRequest = { method: string; uri: string; headers: ReadonlyMap<string, string> };

export type RtspResponse = { status: number; headers?: Record<string, string>; body?: string };

const MAX_HEADER_BYTES = 16 * 1024;
const MAX_BODY_BYTES = 16 * 1024;
const INTERLEAVED_MARK = 0x24; // '$'

const REASON: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  454: 'Session Not Found',
  455: 'Method Not Valid In This State',
  461: 'Unsupported Transport',
  503: 'Service Unavailable',
};

/** Takes the bytes of a connection as they come and gives whole requests; what is interleaved between them is passed over. */
export class RequestReader {
  #bytes: Buffer = Buffer.alloc(0);

  /** @throws RangeError when no RTSP client would send this: the connection is to be closed. */
  read(chunk: Buffer): RtspRequest[] {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const requests: RtspRequest[] = [];
    for (;;) {
      if (this.#bytes[0] === INTERLEAVED_MARK) {
        if (!this.#skipInterleaved()) return requests;
        continue;
      }
      const request = this.#takeRequest();
      if (!request) return requests;
      requests.push(request);
    }
  }

  /** The receiver's reports: a mark, a channel, a length, the packet. Whether there was a whole one. */
  #skipInterleaved(): boolean {
    if (this.#bytes.length < 4) return false;
    const end = 4 + this.#bytes.readUInt16BE(2);
    if (this.#bytes.length < end) return false;
    this.#bytes = this.#bytes.subarray(end);
    return true;
  }

  #takeRequest(): RtspRequest | undefined {
    const headerEnd = this.#bytes.indexOf('\r\n\r\n');
    if (headerEnd < 0) {
      if (this.#bytes.length > MAX_HEADER_BYTES) throw new RangeError('The request has no end.');
      return undefined;
    }
    const request = parseRequest(this.#bytes.subarray(0, headerEnd).toString());
    const bodyBytes = Number(request.headers.get('content-length') ?? 0);
    if (!(bodyBytes >= 0 && bodyBytes <= MAX_BODY_BYTES)) throw new RangeError('The request body is too long.');
    const end = headerEnd + 4 + bodyBytes;
    if (this.#bytes.length < end) return undefined;
    this.#bytes = this.#bytes.subarray(end);
    return request;
  }
}

function parseRequest(text: string): RtspRequest {
  const [requestLine = '', ...lines] = text.trimStart().split('\r\n');
  const [method = '', uri = '', version = ''] = requestLine.split(' ');
  if (!version.startsWith('RTSP/1.')) throw new RangeError('This is not RTSP.');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method, uri, headers };
}

export function formatResponse(request: RtspRequest, { status, headers = {}, body = '' }: RtspResponse): string {
  const all: Record<string, string> = { CSeq: request.headers.get('cseq') ?? '0', ...headers };
  if (body !== '') all['Content-Length'] = `${Buffer.byteLength(body)}`;
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`RTSP/1.0 ${status} ${REASON[status] ?? ''}`, ...lines, '', body].join('\r\n');
}
