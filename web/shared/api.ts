import { z } from 'zod';
import type { UserId } from '#contract/ids.ts';
import { ACTOR_HEADER } from '#contract/sign-in.ts';
import { accessToken } from './access-token.ts';
import { errorOf, isProblem, type ProblemError, Unreachable } from './problem-error.ts';
import { heardServerTime } from './server-clock.ts';

export { ProblemError, Unreachable } from './problem-error.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** For answers without a body (204). */
export const Nothing = z.undefined();

/**
 * Asks the server and parses its answer.
 * A stale access token is renewed once and the request sent again.
 * @throws ProblemError with the server's sentence; Unreachable when no answer came
 */
export async function request<S extends z.ZodType>(
  schema: S,
  method: Method,
  path: string,
  body?: unknown,
): Promise<z.output<S>> {
  return parsed(schema, await sendSignedIn({ method, path, body }));
}

/** Like `request`, for a record that this person made: the server takes it under nobody else's name. Null: it waits for no PIN. */
export async function requestAs<S extends z.ZodType>(
  actorId: UserId | null,
  schema: S,
  path: string,
  body: unknown,
): Promise<z.output<S>> {
  return parsed(schema, await sendSignedIn({ method: 'POST', path, body, actorId }));
}

/** Like `request`, for a picture. The caller revokes the address it makes of it. */
export async function requestPicture(path: string): Promise<{ picture: Blob; takenAt: string | null }> {
  const response = await sendSignedIn({ method: 'GET', path });
  return { picture: await response.blob(), takenAt: response.headers.get('x-taken-at') };
}

/** Like `request`, for a file that lies ready. */
export const requestBlob = async (path: string): Promise<Blob> => (await sendSignedIn({ method: 'GET', path })).blob();

/** Like `request`, for bytes that are read as they come; whoever reads may stop. */
export async function requestBody(path: string): Promise<ReadableStream<Uint8Array>> {
  const { body } = await sendSignedIn({ method: 'GET', path });
  if (!body) throw new Unreachable('no bytes');
  return body;
}

/** Like `request`, for a stretch of a moving picture; null when there is none (204). */
export async function requestVideo(
  path: string,
  signal: AbortSignal,
): Promise<{ bytes: ArrayBuffer; headers: Headers } | null> {
  const response = await sendSignedIn({ method: 'GET', path, signal });
  if (response.status === 204) return null;
  const bytes = await response.arrayBuffer().catch((cause: unknown) => {
    throw new Unreachable('cut short', { cause });
  });
  return { bytes, headers: response.headers };
}

/** Like `request`, for a file that is made of what was sent; with what its headers tell of it. */
export async function requestExport(path: string, body: unknown): Promise<{ file: Blob; headers: Headers }> {
  const response = await sendSignedIn({ method: 'POST', path, body });
  return { file: await response.blob(), headers: response.headers };
}

/** Asks as nobody: signing in and renewing must not themselves wait for a renewal. */
export async function requestUnsigned<S extends z.ZodType>(
  schema: S,
  method: Method,
  path: string,
  body?: unknown,
): Promise<z.output<S>> {
  const response = await send({ method, path, body }, null);
  if (!response.ok) throw await errorOf(response);
  return parsed(schema, response);
}

const parsed = async <S extends z.ZodType>(schema: S, response: Response): Promise<z.output<S>> =>
  schema.parse(response.status === 204 ? undefined : await response.json());

type Asked = { method: Method; path: string; body?: unknown; actorId?: UserId | null; signal?: AbortSignal };

async function sendSignedIn(asked: Asked): Promise<Response> {
  const token = accessToken.get();
  const response = await send(asked, token);
  if (response.ok) return response;
  const error = await errorOf(response);
  if (!isProblem(error, 'not-signed-in')) throw error;
  return sendRenewed(asked, { token, error });
}

type Rejected = { token: string | null; error: ProblemError };

async function sendRenewed(asked: Asked, rejected: Rejected): Promise<Response> {
  // Another request may have renewed it while this one was on its way.
  const current = accessToken.get();
  const token = current !== null && current !== rejected.token ? current : await accessToken.renew();
  if (token === null) throw rejected.error;
  const response = await send(asked, token);
  if (!response.ok) throw await errorOf(response);
  return response;
}

async function send({ method, path, body, actorId, signal }: Asked, token: string | null): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (actorId !== undefined && actorId !== null) headers.set(ACTOR_HEADER, actorId);
  // An empty object, not no body: changing requests carry JSON, so that no form of another page can send them.
  const isFile = body instanceof Blob;
  if (method !== 'GET') headers.set('content-type', isFile ? 'application/octet-stream' : 'application/json');
  const content = method === 'GET' ? {} : { body: isFile ? body : JSON.stringify(body ?? {}) };
  try {
    const askedAt = Date.now();
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...content,
      ...(signal && { signal }),
    });
    heardServerTime(response.headers.get('date'), askedAt, Date.now());
    return response;
  } catch (cause) {
    throw new Unreachable('no answer', { cause });
  }
}
