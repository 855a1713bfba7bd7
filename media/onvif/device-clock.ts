import type { Patience } from './http-post.ts';
import type { Service } from './service-address.ts';
import { askSoap } from './soap.ts';
import { find, textOf, type XmlElement } from './xml.ts';

const ASK_TIME = '<GetSystemDateAndTime xmlns="http://www.onvif.org/ver10/device/wsdl"/>';

/**
 * Asks a device for its time, which it tells without a login.
 * @returns how far its clock is ahead of ours; null when it tells no time
 * @throws OnvifFault when it is no ONVIF device
 */
export async function readClockOffset(
  service: Service,
  signal: AbortSignal,
  patience?: Patience,
): Promise<number | null> {
  const askedAt = Date.now();
  const answer = await askSoap(service, ASK_TIME, { signal, ...(patience && { patience }) });
  const halfway = (askedAt + Date.now()) / 2;
  const utc = find(answer, 'UTCDateTime');
  const told = utc && timeIn(utc);
  return told === null ? null : Math.round(told - halfway);
}

/** @returns null for a date that there is not */
function timeIn(utc: XmlElement): number | null {
  const part = (name: string) => Number(textOf(utc, name) ?? NaN);
  const [year, month, day] = [part('Year'), part('Month'), part('Day')];
  const at = Date.UTC(year, month - 1, day, part('Hour'), part('Minute'), part('Second'));
  return Number.isNaN(at) || year < 1970 || year > 2200 ? null : at;
}
