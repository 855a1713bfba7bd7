import { header, type RtspResponse } from './message.ts';

const MAX_CONTROL_LENGTH = 2_000;
const isAbsolute = (text: string) => /^rtsps?:\/\//i.test(text);

/** The address that relative controls of a description hang on. */
export function baseOf(described: RtspResponse, requestedUrl: string): string {
  const named = [header(described, 'content-base'), header(described, 'content-location')];
  return named.find((text) => text !== undefined && isAbsolute(text)) ?? requestedUrl;
}

/**
 * The address of a track, or of the whole session. Relative ones are appended, query string or not: that is what
 * cameras mean (`…?channel=1&subtype=0/trackID=0`), though RFC 3986 would say otherwise. An absolute one may name
 * another host: it is only ever sent over the connection we have.
 */
export function controlUrl(base: string, control: string | undefined): string {
  if (control === undefined || control === '' || control === '*') return base;
  if (control.length > MAX_CONTROL_LENGTH) return base;
  if (isAbsolute(control)) return control;
  if (control.startsWith('?')) return base + control;
  return `${base.replace(/\/$/, '')}/${control.replace(/^\//, '')}`;
}

/** Where to SETUP a track: an absolute address of the session, where one is given, is the base of its tracks. */
export function trackUrl(base: string, track: { control: string | undefined; sessionControl: string | undefined }) {
  const isNamed = track.sessionControl !== undefined && isAbsolute(track.sessionControl);
  return controlUrl(isNamed ? controlUrl(base, track.sessionControl) : base, track.control);
}
