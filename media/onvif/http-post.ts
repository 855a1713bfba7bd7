import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { OnvifFault } from './onvif-fault.ts';
import type { Service } from './service-address.ts';

/** A list of profiles of a recorder with 64 channels has about 300 kB. */
const MAX_ANSWER_BYTES = 512_000;

export type Patience = { connectMs: number; answerMs: number };
export type HttpAnswer = { status: number; challenges: string[]; body: string };

/**
 * Sends one SOAP envelope to this very address: no name is looked up, no redirect followed, no connection kept.
 * @throws OnvifFault 'unreachable', 'no-answer', 'not-onvif'
 */
export function postSoap(
  { isSecure, ip, port, path }: Service,
  envelope: string,
  headers: Record<string, string>,
  { connectMs, answerMs }: Patience,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const options = {
    host: ip,
    port,
    path,
    method: 'POST',
    agent: false,
    signal,
    headers: {
      ...headers,
      Connection: 'close',
      'Content-Type': 'application/soap+xml; charset=utf-8',
      'Content-Length': Buffer.byteLength(envelope),
    },
  };
  // Cameras make their certificates themselves; the pinned address and its network say which camera this is.
  const request = isSecure ? requestHttps({ ...options, rejectUnauthorized: false }) : requestHttp(options);
  let fault: 'unreachable' | 'no-answer' = 'unreachable';
  let deadline = setTimeout(() => request.destroy(), connectMs);
  request.on('socket', (socket) => {
    socket.once(isSecure ? 'secureConnect' : 'connect', () => {
      clearTimeout(deadline);
      fault = 'no-answer';
      deadline = setTimeout(() => request.destroy(), answerMs);
    });
  });
  request.on('response', (response) => void readAnswer(response).then(resolve, reject));
  request.on('error', (error: NodeJS.ErrnoException) => reject(new OnvifFault(isNoHttp(error) ? 'not-onvif' : fault)));
  request.on('close', () => {
    clearTimeout(deadline);
    reject(new OnvifFault(fault)); // says nothing when the answer was there
  });
  request.end(envelope);
  return promise;
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MAX_ANSWER_BYTES) throw new OnvifFault('not-onvif'); // leaving the loop ends the connection
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof OnvifFault ? error : new OnvifFault('no-answer');
  }
  const challenges = response.headersDistinct['www-authenticate'] ?? [];
  return { status: response.statusCode ?? 0, challenges, body: Buffer.concat(chunks).toString('utf8') };
}

const isNoHttp = ({ code = '' }: NodeJS.ErrnoException) => /^(HPE_|EPROTO|ERR_SSL)/.test(code);
