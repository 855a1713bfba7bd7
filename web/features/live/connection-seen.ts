import { createStore } from '../../shared/store.ts';
import { repeatWaitMs } from './repeat-wait.ts';
import { pairInUse, type Stat, wayOf } from './way-of.ts';

/** Packets come straight, over TCP where UDP is dropped, or through the relay; the rest comes over the pages' own HTTPS. */
export type ConnectionSeen = { way: 'udp' | 'tcp' | 'relay' | 'https'; isGood: boolean };

type Counted = { received: number; lost: number; repeated: number };

const LOOK_EVERY_MS = 2_000;
/** Above these a picture begins to stand or to smear. */
const BAD_LOSS = 0.02;
const BAD_ROUND_TRIP_S = 0.4;

/** The newest connection of this page that stands; null while there is none. */
export const connectionSeen = createStore<ConnectionSeen | null>(null);
let newest: object | null = null;

/**
 * Looks at a connection every few seconds until the returned function is called.
 * @param hold is told to hold pictures back for so long, once repeated packets come too late for them; later at most longer
 */
export function watchConnection(getStats: () => Promise<RTCStatsReport>, hold: (ms: number) => void): () => void {
  const me = {};
  newest = me;
  let before: Counted = { received: 0, lost: 0, repeated: 0 };
  let heldMs = 0;
  const look = async () => {
    const entries = [...(await getStats()).values()] as Stat[];
    const counted = countedIn(entries);
    const lately = since(before, counted);
    before = counted;
    const waitMs = repeatWaitMs(lately.repeated / Math.max(1, lately.received), roundTripIn(entries));
    if (waitMs > heldMs) hold((heldMs = waitMs));
    const seen = connectionIn(entries, lately);
    const shown = connectionSeen.get();
    if (newest === me && (shown?.way !== seen?.way || shown?.isGood !== seen?.isGood)) connectionSeen.set(seen);
  };
  // Asked in the moment in which it closes, it has nothing to say.
  const lookQuietly = () => void look().catch(() => undefined);
  const looking = setInterval(lookQuietly, LOOK_EVERY_MS);
  lookQuietly();
  return () => {
    clearInterval(looking);
    isOver(me);
  };
}

/** A picture that comes over HTTPS, of which no browser keeps figures. @returns how to say that it is over */
export function comesOverHttps(): () => void {
  const me = {};
  newest = me;
  connectionSeen.set({ way: 'https', isGood: true });
  return () => isOver(me);
}

/** An older one that ends later takes nothing away. */
function isOver(connection: object): void {
  if (newest !== connection) return;
  newest = null;
  connectionSeen.set(null);
}

/** What the browser's figures say of the way in use, with what came and was lost since the last look; null before there is one. */
export function connectionIn(
  entries: readonly Stat[],
  { received, lost }: Pick<Counted, 'received' | 'lost'>,
): ConnectionSeen | null {
  const way = wayOf(entries);
  if (way === 'other') return null;
  const isLossy = lost > 0 && lost / (received + lost) > BAD_LOSS;
  return { way, isGood: !isLossy && roundTripIn(entries) <= BAD_ROUND_TRIP_S };
}

const roundTripIn = (entries: readonly Stat[]): number => Number(pairInUse(entries)?.['currentRoundTripTime'] ?? 0);

function countedIn(entries: readonly Stat[]): Counted {
  const streams = entries.filter(({ type }) => type === 'inbound-rtp');
  const sum = (name: string) => streams.reduce((all, stream) => all + Number(stream[name] ?? 0), 0);
  const repeated = sum('retransmittedPacketsReceived');
  // What was asked for again and came is no loss to whoever watches.
  return { received: sum('packetsReceived'), lost: Math.max(0, sum('packetsLost') - repeated), repeated };
}

/** A stream that ended takes its numbers with it. */
const since = (before: Counted, now: Counted): Counted => ({
  received: Math.max(0, now.received - before.received),
  lost: Math.max(0, now.lost - before.lost),
  repeated: Math.max(0, now.repeated - before.repeated),
});
