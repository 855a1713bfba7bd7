import type { PictureWay } from '#contract/live-seen.ts';

/** One of a connection's figures, as the browser counts them. */
export type Stat = Readonly<Record<string, unknown>>;

/** The pair of addresses in use; where the browser does not name it, the one on which both sides agreed. */
export function pairInUse(stats: readonly Stat[]): Stat | undefined {
  const named = stats.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
  if (typeof named === 'string') return stats.find(({ id }) => id === named);
  return stats.find(({ type, state, nominated }) => type === 'candidate-pair' && state === 'succeeded' && nominated);
}

/** By which way the packets of a connection come. */
export function wayOf(stats: readonly Stat[]): Exclude<PictureWay, 'https'> {
  const localId = pairInUse(stats)?.['localCandidateId'];
  const local = stats.find(({ id }) => id !== undefined && id === localId);
  if (local?.['candidateType'] === 'relay') return 'relay';
  const protocol = local?.['protocol'];
  return protocol === 'udp' || protocol === 'tcp' ? protocol : 'other';
}
