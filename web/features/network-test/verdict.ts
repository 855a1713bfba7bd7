import { NETWORK_WAYS } from '#contract/network-test.ts';
import type { Results } from './steps.ts';

/** The one sentence at the top. */
export type VerdictCode =
  | 'udp'
  | 'tcp'
  | 'turn'
  | 'small'
  | 'too-slow'
  | 'https'
  | 'no-decoder'
  | 'media-away'
  | 'no-socket'
  | 'no-page'
  | 'blocked';
export type Verdict = { code: VerdictCode; tone: 'good' | 'limited' | 'bad' };

const TONE: Record<VerdictCode, Verdict['tone']> = {
  udp: 'good',
  tcp: 'good',
  turn: 'good',
  small: 'limited',
  'too-slow': 'limited',
  https: 'limited',
  'no-decoder': 'bad',
  'media-away': 'limited',
  'no-socket': 'bad',
  'no-page': 'bad',
  blocked: 'bad',
};

/** What all results together mean for the picture. What stands in the way first is named first. */
export function verdictOf(results: Results): Verdict {
  const code = withoutAnyWay(results) ?? byWays(results);
  return { code, tone: TONE[code] };
}

/** What no way of the packets would help against. */
function withoutAnyWay({ page, socket, udp, decoder }: Results): VerdictCode | null {
  if (page?.state !== 'ok') return 'no-page';
  if (socket?.state !== 'ok') return 'no-socket';
  if (decoder?.state !== 'ok') return 'no-decoder';
  return udp?.said === 'wayAway' ? 'media-away' : null;
}

function byWays(results: Results): VerdictCode {
  const { decoder, speed } = results;
  const open = NETWORK_WAYS.find((each) => results[each]?.state === 'ok');
  // A browser that plays nothing but pieces has no use for an open way; `ok` says that there are pieces for it.
  const way = decoder?.said === 'decoderHttpsOnly' ? undefined : open;
  if (way === undefined && decoder?.said === 'decoderRtcOnly') return 'blocked';
  if (speed?.said === 'speedTooLow') return 'too-slow';
  if (way === undefined) return 'https';
  return speed?.said === 'speedSmall' ? 'small' : way;
}
