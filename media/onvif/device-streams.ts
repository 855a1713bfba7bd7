import type { OnvifLogin, OnvifReport } from '../contract.ts';
import { parseAddress } from '../rtsp/address.ts';
import { readClockOffset } from './device-clock.ts';
import { OnvifFault } from './onvif-fault.ts';
import { chooseProfiles, profilesIn, type Profile } from './profiles.ts';
import { readService, requireService, type Service } from './service-address.ts';
import { askSoap, type Account } from './soap.ts';
import { escaped, textOf } from './xml.ts';

const DEADLINE_MS = 12_000;
const DEVICE = 'xmlns="http://www.onvif.org/ver10/device/wsdl"';
const MEDIA = 'xmlns="http://www.onvif.org/ver10/media/wsdl"';
/** Some makers put the password into the path itself. */
const PASSWORD_INSIDE = /\b(pass|passwd|password|pwd)=/i;

type Session = { service: Service; account: Account; signal: AbortSignal };

/**
 * Asks an ONVIF device for the addresses of its large and its small picture. It is asked at this one address and nowhere
 * else: services or streams that it says are elsewhere are not taken. At most 12 s; never throws for a camera's fault.
 */
export async function readDeviceStreams(login: OnvifLogin): Promise<OnvifReport> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  try {
    const service = requireService(login.service, login.allowedNetworks);
    const clockOffsetMs = (await readClockOffset(service, signal)) ?? 0;
    const account = { username: login.username, password: login.password, clockOffsetMs };
    const media = await mediaServiceOf({ service, account, signal });
    const session = { service: media, account, signal };
    const chosen = chooseProfiles(profilesIn(await askSoap(media, `<GetProfiles ${MEDIA}/>`, session)));
    if (!chosen) throw new OnvifFault('no-video');
    const main = await streamOf(session, chosen.main);
    return { ok: true, main, sub: chosen.sub && (await streamOf(session, chosen.sub)) };
  } catch (error) {
    return { ok: false, fault: error instanceof OnvifFault ? error.fault : 'refused-by-camera' };
  }
}

/** A device that names no media service answers for it itself. */
async function mediaServiceOf({ service, account, signal }: Session): Promise<Service> {
  const ask = `<GetCapabilities ${DEVICE}><Category>Media</Category></GetCapabilities>`;
  const named = textOf(await askSoap(service, ask, { signal, account }), 'Media', 'XAddr');
  if (named === null) return service;
  const media = readService(named);
  if (media?.ip !== service.ip) throw new OnvifFault('redirected');
  return media;
}

async function streamOf(session: Session, { token }: Profile): Promise<string> {
  const setup =
    '<StreamSetup><Stream xmlns="http://www.onvif.org/ver10/schema">RTP-Unicast</Stream>' +
    '<Transport xmlns="http://www.onvif.org/ver10/schema"><Protocol>RTSP</Protocol></Transport></StreamSetup>';
  const ask = `<GetStreamUri ${MEDIA}>${setup}<ProfileToken>${escaped(token)}</ProfileToken></GetStreamUri>`;
  return streamAddress(textOf(await askSoap(session.service, ask, session), 'Uri') ?? '', session.service.ip);
}

/** The address without a login, if it is one of this very device. */
function streamAddress(told: string, deviceIp: string): string {
  if (!/^rtsps?:/i.test(told) || !URL.canParse(told)) throw new OnvifFault('address-malformed');
  const url = new URL(told);
  url.username = '';
  url.password = '';
  const address = parseAddress(url.href);
  if (!address || PASSWORD_INSIDE.test(address.url)) throw new OnvifFault('address-malformed');
  const host = readService(`http://${url.hostname}/`); // the same reading of unusual numbers
  if (host?.ip !== deviceIp) throw new OnvifFault('redirected');
  return address.url;
}
