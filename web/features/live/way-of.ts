import type { PictureWay } from '#contract/live-seen.ts';

type Stat = Record<string, unknown>;

/** By which way the packets of a connection come, as the browser itself counts them. */
export function wayOf(report: RTCStatsReport): PictureWay {
  const stats = new Map([...report.entries()] as [string, Stat][]);
  const local = stats.get(String(pairInUse([...stats.values()], stats)?.['localCandidateId']));
  if (local?.['candidateType'] === 'relay') return 'relay';
  const protocol = local?.['protocol'];
  return protocol === 'udp' || protocol === 'tcp' ? protocol : 'other';
}

/** Where the browser does not name it, it is the one that both sides agreed on. */
function pairInUse(all: readonly Stat[], byId: ReadonlyMap<string, Stat>): Stat | undefined {
  const named = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  if (typeof named === 'string') return byId.get(named);
  return all.find(({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated);
}
