import { createHash } from 'node:crypto';
import type { Login } from '../rtsp/digest.ts';

/** One picture that the device offers. */
export type OfferedProfile = {
  token: string;
  /** The lens it comes from. */
  videoSource: string;
  encoding: string;
  widthPx: number;
  heightPx: number;
  streamUri: string;
};

export type DeviceFacts = {
  login: Login;
  /** How far its clock is ahead of this machine's. */
  clockOffsetMs: number;
  /** Where it says that its media service is. */
  mediaXAddr: string;
  profiles: readonly OfferedProfile[];
};

export type SoapAnswer = { status: number; body: string };

const ACTIONS = ['GetSystemDateAndTime', 'GetCapabilities', 'GetProfiles', 'GetStreamUri'] as const;
export type Action = (typeof ACTIONS)[number];
const FRESH_MS = 300_000;

/** Which of the questions this is; undefined for one that the device does not know. */
export const actionOf = (request: string): Action | undefined =>
  ACTIONS.find((action) => new RegExp(`<(\\w+:)?${action}[\\s/>]`).test(request));

/** Answers as a camera does: the time to everybody, the rest to who knows the password and the time. */
export function answerSoap(request: string, device: DeviceFacts): SoapAnswer {
  const action = actionOf(request);
  if (action === undefined) return fault('ter:ActionNotSupported', 500);
  if (action === 'GetSystemDateAndTime') return ok(timeBody(new Date(Date.now() + device.clockOffsetMs)));
  if (!isLoggedIn(request, device)) return fault('ter:NotAuthorized', 400);
  if (action === 'GetCapabilities') {
    const media = `<tt:Media><tt:XAddr>${xml(device.mediaXAddr)}</tt:XAddr></tt:Media>`;
    return ok(
      `<tds:GetCapabilitiesResponse><tds:Capabilities>${media}</tds:Capabilities></tds:GetCapabilitiesResponse>`,
    );
  }
  if (action === 'GetProfiles')
    return ok(`<trt:GetProfilesResponse>${device.profiles.map(profileBody).join('')}</trt:GetProfilesResponse>`);
  const token = /<(?:\w+:)?ProfileToken>([^<]*)</.exec(request)?.[1];
  const profile = device.profiles.find((one) => one.token === token);
  if (!profile) return fault('ter:NoProfile', 400);
  const uri = `<trt:MediaUri><tt:Uri>${xml(profile.streamUri)}</tt:Uri></trt:MediaUri>`;
  return ok(`<trt:GetStreamUriResponse>${uri}</trt:GetStreamUriResponse>`);
}

/** WS-UsernameToken with a digest, made within five minutes of the device's own clock. */
function isLoggedIn(request: string, { login, clockOffsetMs }: DeviceFacts): boolean {
  const field = (name: string) => new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>([^<]*)<`).exec(request)?.[1] ?? '';
  const [nonce, created] = [Buffer.from(field('Nonce'), 'base64'), field('Created')];
  const isFresh = Math.abs(Date.parse(created) - (Date.now() + clockOffsetMs)) < FRESH_MS;
  const digest = createHash('sha1')
    .update(Buffer.concat([nonce, Buffer.from(created + login.password)]))
    .digest('base64');
  return isFresh && field('Username') === xml(login.username) && field('Password') === digest;
}

const NAMESPACES = [
  ['s', 'http://www.w3.org/2003/05/soap-envelope'],
  ['tds', 'http://www.onvif.org/ver10/device/wsdl'],
  ['trt', 'http://www.onvif.org/ver10/media/wsdl'],
  ['tt', 'http://www.onvif.org/ver10/schema'],
  ['ter', 'http://www.onvif.org/ver10/error'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export const envelope = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope ${NAMESPACES}><s:Body>${body}</s:Body></s:Envelope>`;

const ok = (body: string): SoapAnswer => ({ status: 200, body: envelope(body) });

const fault = (code: string, status: number): SoapAnswer => ({
  status,
  body: envelope(
    `<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>${code}</s:Value></s:Subcode></s:Code>` +
      '<s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault>',
  ),
});

function timeBody(at: Date): string {
  const time = `<tt:Hour>${at.getUTCHours()}</tt:Hour><tt:Minute>${at.getUTCMinutes()}</tt:Minute><tt:Second>${at.getUTCSeconds()}</tt:Second>`;
  const date = `<tt:Year>${at.getUTCFullYear()}</tt:Year><tt:Month>${at.getUTCMonth() + 1}</tt:Month><tt:Day>${at.getUTCDate()}</tt:Day>`;
  const utc = `<tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime>`;
  const inner = `<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>${utc}</tds:SystemDateAndTime>`;
  return `<tds:GetSystemDateAndTimeResponse>${inner}</tds:GetSystemDateAndTimeResponse>`;
}

function profileBody({ token, videoSource, encoding, widthPx, heightPx }: OfferedProfile): string {
  const source = `<tt:VideoSourceConfiguration token="vs"><tt:SourceToken>${xml(videoSource)}</tt:SourceToken></tt:VideoSourceConfiguration>`;
  const size = `<tt:Resolution><tt:Width>${widthPx}</tt:Width><tt:Height>${heightPx}</tt:Height></tt:Resolution>`;
  const encoder = `<tt:VideoEncoderConfiguration token="ve"><tt:Encoding>${xml(encoding)}</tt:Encoding>${size}</tt:VideoEncoderConfiguration>`;
  return `<trt:Profiles fixed="true" token="${xml(token)}"><tt:Name>${xml(token)}</tt:Name>${source}${encoder}</trt:Profiles>`;
}

export const xml = (text: string) => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
