import { randomUUID } from 'node:crypto';
import { decideWatch } from '../../../server/access/decide.ts';
import type { CameraId, ClassroomId, SiteId, UserId, ViewId } from '../../../server/contract/ids.ts';
import { recordOpened } from '../../../server/live/record-opened.ts';
import { recordEnded } from '../../../server/live/viewing-session-store.ts';
import type { BenchPlace } from '../bench-place.ts';
import type { BenchRow, Measured } from '../bench-row.ts';
import { atRate, extent, median, percentile, shown } from '../figures.ts';
import { cameraOfGuardian, CAMERAS, GUARDIANS, idOf } from '../fill-nursery.ts';

const PER_SECOND = 50;
const SECONDS = 6;
const ROUNDS = 5;
const LEASE_MS = 10_000;
const GOAL = 4;

type Kind = 'lookup' | 'decision' | 'opening';
const KINDS: readonly Kind[] = ['lookup', 'decision', 'opening'];

/** P8: what the server does for `live:open`, against one lookup of a person by id with Prisma, one after another. */
export const openDecision: BenchRow = {
  id: 'P8',
  name: 'open-decision',
  about: `deciding and recording live:open at ${String(PER_SECOND)}/s, ${String(GUARDIANS)} guardians and ${String(CAMERAS)} cameras, against one Prisma lookup`,
  measure: async (place) => {
    const p99s: Record<Kind, number[]> = { lookup: [], decision: [], opening: [] };
    for (const kind of KINDS) await atRate(PER_SECOND, 2, () => once(place, kind)); // caches, plans and the compiler
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const kind of KINDS) {
        const took = await atRate(PER_SECOND, SECONDS, () => once(place, kind));
        p99s[kind].push(percentile(took, 0.99));
        await endsRecorded();
      }
    }
    return [
      lineOf('live:open: facts and rule, p99', p99s, 'decision', null),
      lineOf('live:open: decided, recorded, decided again, p99', p99s, 'opening', GOAL),
    ];
  },
};

function lineOf(what: string, p99s: Record<Kind, number[]>, kind: Kind, goal: number | null): Measured {
  return {
    what,
    ours: shown(p99s[kind]),
    against: `Prisma lookup ${shown(p99s.lookup)}`,
    ratio: median(p99s[kind]) / median(p99s.lookup),
    goal,
    ...extent(p99s[kind]),
    figures: { perSecond: PER_SECOND, secondsARound: SECONDS, p99Ms: p99s[kind], lookupP99Ms: p99s.lookup },
  };
}

/** @param guardians of whom one asks */
export async function once(
  { database: { db, pool, rulePool } }: BenchPlace,
  kind: Kind,
  guardians = GUARDIANS,
): Promise<void> {
  const n = Math.floor(Math.random() * guardians);
  const userId = idOf('guardian', n);
  if (kind === 'lookup') {
    await db.user.findUniqueOrThrow({ where: { id: userId } });
    return;
  }
  const cameraId = idOf('camera', cameraOfGuardian(n));
  const question = { userId, cameraId, holderId: null, address: '10.0.0.1', isReasonGiven: false, viewId: null };
  const { decision, place } = await decideWatch(rulePool, { ...question, at: new Date() });
  if (!decision.allowed || place === null) throw new Error(`Everybody may watch here: ${JSON.stringify(decision)}`);
  if (kind === 'decision') return;
  const viewer = viewerOf({ userId, cameraId, place, childId: decision.childId });
  await recordOpened(pool, { viewer, leaseMs: LEASE_MS, day: place.today, reason: null }, () => new Date());
  await decideWatch(rulePool, { ...question, at: new Date(), viewId: viewer.viewId });
  ending = ending.then(() => recordEnded(db, viewer, 'closed-by-viewer', new Date()));
}

/** Views that were opened are closed beside what is measured, one after another. */
let ending = Promise.resolve();

/** When those that were opened until now are closed. */
export const endsRecorded = (): Promise<void> => ending;

type Looked = {
  userId: string;
  cameraId: string;
  childId: string | null;
  place: { classroomId: ClassroomId; siteId: SiteId };
};

const viewerOf = ({ userId, cameraId, childId, place }: Looked) => ({
  viewId: randomUUID() as ViewId,
  userId: userId as UserId,
  cameraId: cameraId as CameraId,
  childId,
  place,
  holderId: randomUUID() as string,
  socketId: '',
  address: '10.0.0.1',
  userAgent: 'bench',
  isReasonGiven: false,
  isAskedByItself: false,
  viewedAs: 'guardian' as const,
  isStarted: true,
  isRecorded: false,
  isOpen: false,
  undecidedAtMs: -Infinity,
  untilTimer: undefined,
});
