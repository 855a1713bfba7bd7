import { recordAudit } from '../../../server/audit/audit-store.ts';
import { sealAll } from '../../../server/audit/seal-entries.ts';
import type { SessionId, UserId } from '../../../server/contract/ids.ts';
import { highestNumber } from '../../../server/events/event-store.ts';
import { eventsSince } from '../../../server/events/replay.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { Measured } from '../bench-row.ts';
import { fillLogs, type LogSizes } from '../fill-logs.ts';
import { CHILDREN_PER_SITE, EMPTY_SITES, idOf } from '../fill-nursery.ts';
import { checkingIn, parentsAsking } from './growth-children.ts';
import { growthOf, lineOf, withPair, type Work } from './growth-cost.ts';

const SMALL: LogSizes = { events: 20_000, auditEntries: 50_000 };
const LARGE: LogSizes = { events: 200_000, auditEntries: 500_000 };
/** So many events were told while a parent's line was away. */
const MISSED = 100;
const PARENTS = 50;

type Kind = { what: string; of: keyof LogSizes; workOf: (place: BenchPlace) => Promise<Work> | Work };

const KINDS: readonly Kind[] = [
  { what: `the last ${String(MISSED)} events for a parent who comes back`, of: 'events', workOf: catchingUp },
  { what: 'a parent’s feed of a day', of: 'events', workOf: readingFeed },
  { what: 'a check-in with its event', of: 'events', workOf: (place) => checkingIn(place, 1) },
  { what: 'an entry of the audit', of: 'auditEntries', workOf: recordingAudit },
  { what: 'a page of the audit, as director', of: 'auditEntries', workOf: (place) => readingAudit(place, 0) },
  {
    what: 'the same at a site where little happens',
    of: 'auditEntries',
    workOf: (place) => readingAudit(place, EMPTY_SITES[0]),
  },
];

const NAMES: Record<keyof LogSizes, string> = { events: 'events', auditEntries: 'entries' };

/** One site, and ten times as long a past of it. */
export const growLogs = (): Promise<Measured[]> =>
  withPair(fillingOf(SMALL), fillingOf(LARGE), async (pair) => {
    const lines: Measured[] = [];
    for (const { what, of, workOf } of KINDS) {
      const costs = await growthOf(pair, { small: await workOf(pair.small), large: await workOf(pair.large) });
      lines.push(lineOf(what, costs, 'ms', [`${String(SMALL[of])} ${NAMES[of]}`, String(LARGE[of])]));
    }
    return lines;
  });

const fillingOf = (sizes: LogSizes) => ({
  sites: 1,
  more: (pool: BenchPlace['database']['pool']) => fillLogs(pool, sizes),
});

async function catchingUp({ database: { db } }: BenchPlace): Promise<Work> {
  const newest = await highestNumber(db);
  let turn = 0;
  const unit = async () => {
    const userId = idOf('guardian', (turn++ * 2) % (2 * CHILDREN_PER_SITE)) as UserId;
    await eventsSince(db, { ...PARENT, userId }, newest - MISSED, newest);
  };
  return { perRound: 200, unit };
}

const PARENT = {
  kind: 'user',
  sessionId: idOf('admin', 0) as SessionId,
  roles: [],
  withheld: [],
  secondFactor: 'none',
  address: '10.0.0.1',
  userAgent: 'bench',
} as const;

async function readingFeed(place: BenchPlace): Promise<Work> {
  const ask = await parentsAsking(
    place,
    Array.from({ length: PARENTS }, (_, n) => (n * 2 * CHILDREN_PER_SITE) / PARENTS),
  );
  return { perRound: PARENTS, unit: () => ask('/api/feed') };
}

function recordingAudit({ database: { db } }: BenchPlace): Work {
  const ids = { actorId: idOf('guardian', 0), siteId: idOf('site', 0), cameraId: idOf('camera', 0) };
  const unit = () =>
    recordAudit(db, { action: 'view-opened', at: new Date(), ...ids, childId: idOf('child', 0), address: '10.0.0.1' });
  return { perRound: 200, unit, rest: () => sealAll(db) };
}

async function readingAudit(place: BenchPlace, site: number): Promise<Work> {
  const ask = await place.admin(site);
  return { perRound: 30, unit: () => ask('/api/admin/audit') };
}
