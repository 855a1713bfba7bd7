import type { CameraFault, StreamSource } from '../contract.ts';
import type { RtspConnection } from './connection.ts';
import { Login } from './login.ts';
import { header, type RtspResponse } from './message.ts';
import { RtspFault } from './rtsp-fault.ts';

/** The first login and two renewals of the nonce: more than any camera needs for one request. */
const MAX_TRIES = 4;

/** Requests on one connection, with its login and its session id. */
export class Exchange {
  readonly #connection: RtspConnection;
  readonly #login: Login;
  #sessionId: string | null = null;

  constructor(connection: RtspConnection, { username, password }: StreamSource) {
    this.#connection = connection;
    this.#login = new Login(username, password);
  }

  /** From the camera's `Session` header; sent with every request from here on. */
  useSession(sessionId: string): void {
    this.#sessionId = sessionId;
  }

  /**
   * Sends a request and answers the camera's questions about who we are.
   * @returns the answer, with a status of 200…299.
   * @throws RtspFault: any other status has its fault.
   */
  async ask(method: string, uri: string, headers: Record<string, string> = {}): Promise<RtspResponse> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      const response = await this.#connection.request(method, uri, { ...headers, ...this.#own(method, uri) });
      if (response.status !== 401) {
        if (response.status >= 300) throw new RtspFault(faultOfStatus(response.status));
        this.#login.worked();
        return response;
      }
      if (!this.#login.accept(response.headers.get('www-authenticate') ?? [])) break;
    }
    throw new RtspFault('wrong-password');
  }

  /** Says goodbye without waiting long for an answer; cameras count open sessions. */
  async tearDown(uri: string, waitMs: number): Promise<void> {
    if (this.#sessionId === null) return;
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise((resolve) => {
      timer = setTimeout(resolve, waitMs);
    });
    const answered = this.#connection.request('TEARDOWN', uri, this.#own('TEARDOWN', uri)).catch(() => null);
    await Promise.race([answered, waited]);
    clearTimeout(timer);
  }

  #own(method: string, uri: string): Record<string, string> {
    const authorization = this.#login.authorization(method, uri);
    return {
      ...(authorization !== null && { Authorization: authorization }),
      ...(this.#sessionId !== null && { Session: this.#sessionId }),
    };
  }
}

/** The session id and its timeout; cameras that name none mean 60 s (RFC 2326, 12.37). */
export function sessionOf(response: RtspResponse): { id: string; timeoutMs: number } | null {
  const [id = '', ...options] = (header(response, 'session') ?? '').split(';').map((part) => part.trim());
  if (id === '' || id.length > 200) return null;
  const seconds = Number(/^timeout=(\d{1,6})$/i.exec(options.find((part) => /^timeout=/i.test(part)) ?? '')?.[1] ?? 60);
  return { id, timeoutMs: Math.max(seconds, 1) * 1_000 };
}

function faultOfStatus(status: number): CameraFault {
  if (status < 400) return 'redirected';
  if (status === 404 || status === 410) return 'path-not-found';
  return 'refused-by-camera';
}
