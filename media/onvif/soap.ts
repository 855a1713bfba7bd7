import { createHash, randomBytes } from 'node:crypto';
import { Login } from '../rtsp/login.ts';
import { postSoap, type HttpAnswer, type Patience } from './http-post.ts';
import { OnvifFault } from './onvif-fault.ts';
import type { Service } from './service-address.ts';
import { escaped, find, readXml, type XmlElement } from './xml.ts';

const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
const SECURITY = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
const USUAL_PATIENCE: Patience = { connectMs: 2_000, answerMs: 4_000 };

export type Account = {
  username: string;
  password: string;
  /** How far the camera's clock is ahead of ours: it refuses a login that its own clock calls old. */
  clockOffsetMs: number;
};

type Asking = { signal: AbortSignal; account?: Account; patience?: Patience };

/**
 * Asks a device one thing. The password leaves only as a digest: in the envelope (WS-UsernameToken) and, for devices that
 * ask so, in HTTP.
 * @returns the body of its answer
 * @throws OnvifFault
 */
export async function askSoap(service: Service, body: string, asking: Asking): Promise<XmlElement> {
  const { signal, account, patience = USUAL_PATIENCE } = asking;
  const envelope = () =>
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${SOAP}"><s:Header>${
      account ? usernameToken(account) : ''
    }</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  const login = new Login(account?.username ?? '', account?.password ?? '');
  let answer = await postSoap(service, envelope(), {}, patience, signal);
  if (answer.status === 401 && login.accept(answer.challenges)) {
    const authorization = login.authorization('POST', service.path) ?? '';
    // Basic would hand the password over as it is.
    if (!/^Digest /.test(authorization)) throw new OnvifFault('refused-by-camera');
    answer = await postSoap(service, envelope(), { Authorization: authorization }, patience, signal);
  }
  return bodyOf(answer);
}

function bodyOf({ status, body }: HttpAnswer): XmlElement {
  if (status >= 300 && status < 400) throw new OnvifFault('redirected');
  if (status === 401 || status === 403) throw new OnvifFault('wrong-password');
  const envelope = readXml(body);
  const content = envelope?.name === 'Envelope' ? find(envelope, 'Body') : null;
  if (!content) throw new OnvifFault('not-onvif');
  const fault = find(content, 'Fault');
  if (fault) throw new OnvifFault(isLoginFault(fault) ? 'wrong-password' : 'refused-by-camera');
  if (status !== 200) throw new OnvifFault('refused-by-camera');
  return content;
}

const isLoginFault = (fault: XmlElement): boolean =>
  /NotAuthorized|FailedAuthentication|InvalidSecurity/i.test(textWithin(fault));

const textWithin = (element: XmlElement): string => [element.text, ...element.children.map(textWithin)].join(' ');

/** WS-Security UsernameToken Profile 1.0, 3.1. */
export const passwordDigest = (nonce: Buffer, created: string, password: string): string =>
  createHash('sha1')
    .update(Buffer.concat([nonce, Buffer.from(created + password)]))
    .digest('base64');

function usernameToken({ username, password, clockOffsetMs }: Account): string {
  const nonce = randomBytes(16);
  const created = new Date(Date.now() + clockOffsetMs).toISOString();
  const digest = passwordDigest(nonce, created, password);
  return (
    `<Security xmlns="${SECURITY}-wssecurity-secext-1.0.xsd" s:mustUnderstand="1"><UsernameToken>` +
    `<Username>${escaped(username)}</Username>` +
    `<Password Type="${SECURITY}-username-token-profile-1.0#PasswordDigest">${digest}</Password>` +
    `<Nonce EncodingType="${SECURITY}-soap-message-security-1.0#Base64Binary">${nonce.toString('base64')}</Nonce>` +
    `<Created xmlns="${SECURITY}-wssecurity-utility-1.0.xsd">${created}</Created>` +
    `</UsernameToken></Security>`
  );
}
