import { randomUUID } from 'node:crypto';
import { checkIn } from '../../../server/attendance/check-in.ts';
import { checkOut } from '../../../server/attendance/check-out.ts';
import { Recorder } from '../../../server/attendance/recorder.ts';
import type { AttendanceEventId, ChildId, OrganizationId, SessionId, UserId } from '../../../server/contract/ids.ts';
import type { Asking } from '../../../server/platform/asking.ts';
import { localDay, dateColumn } from '../../../server/platform/calendar.ts';
import type { Db } from '../../../server/platform/database.ts';
import type { BenchRow } from '../bench-row.ts';
import { idOf } from '../fill-nursery.ts';
import { extent, median, shown } from '../figures.ts';

const PARALLEL = 32;
const SECONDS = 5;
const ROUNDS = 3;
/** Of all sites: each is brought and fetched in turn, and has as few records a day as a child has. */
const CHILDREN = 4_400;
/** Those before it are the first site's, of whom another row tells taps. */
const FIRST_CHILD = 500;
/** PERFORMANCE.md, P7: at least 0.4 × as many as bare inserts. */
const GOAL = 2.5;

/** Whole check-ins and check-outs, decided, with event and audit, against bare inserts of the same row. */
export const checkIns: BenchRow = {
  id: 'P7',
  name: 'check-ins',
  about:
    'check-ins a second, 32 at a time, with event and audit, without what follows the commit, against bare inserts',
  measure: async ({ database: { db } }) => {
    const ours: number[] = [];
    const peer: number[] = [];
    const own = Math.floor(CHILDREN / PARALLEL);
    const record = recording(db, own, (worker, turn) => FIRST_CHILD + worker * own + turn);
    const insert = inserting(db);
    await perSecond(record, 1);
    await perSecond(insert, 1);
    for (let round = 0; round < ROUNDS; round += 1) {
      peer.push(await perSecond(insert, SECONDS));
      ours.push(await perSecond(record, SECONDS));
    }
    return [
      {
        what: `attendance recorded, ${String(PARALLEL)} at a time`,
        ours: shown(ours, '/s'),
        against: `bare Prisma inserts ${shown(peer, '/s')}`,
        ratio: median(peer) / median(ours),
        goal: GOAL,
        ...extent(ours),
        figures: { parallel: PARALLEL, seconds: SECONDS, ours, peer },
      },
    ];
  },
};

/** How often a second `run` ends, so many at a time; each worker has a number of its own. */
async function perSecond(run: (worker: number, n: number) => Promise<unknown>, seconds: number): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  const work = async (worker: number) => {
    for (let n = 0; performance.now() - startedAt < seconds * 1_000; n += 1) {
      await run(worker, n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, (_, worker) => work(worker)));
  return (done * 1_000) / (performance.now() - startedAt);
}

/**
 * Each worker has children of its own, and goes round them: all leave, then all come, then all leave again.
 * @param childAt the number of a worker's child; it has `own` of them
 */
export function recording(
  db: Db,
  own: number,
  childAt: (worker: number, turn: number) => number,
): (worker: number) => Promise<unknown> {
  const now = () => new Date();
  const recorder = new Recorder({ db, now, onFactsChanged: () => Promise.resolve(0), afterwards: () => undefined });
  const none = { absence: null, latePickUp: null, pickUp: null };
  const nobody = () => Promise.resolve(new Map());
  const pickupAllowed = () => Promise.resolve(true);
  const deps = {
    db,
    now,
    recorder,
    pickupAllowed,
    callIfKeptFrom: () => Promise.resolve(false),
    whoMayFetch: nobody,
    noticesOn: () => none,
  };
  const turns = new Map<number, number>();
  return (worker) => {
    const turn = turns.get(worker) ?? 0;
    turns.set(worker, turn + 1);
    const childId = idOf('child', childAt(worker, turn % own)) as ChildId;
    const tap = {
      eventId: randomUUID() as AttendanceEventId,
      childId,
      happenedAt: now().toISOString(),
      isOffline: false,
      withUserId: null,
      withPickupId: null,
    };
    const isComing = Math.floor(turn / own) % 2 === 1; // in the filled nursery all are present
    return isComing ? checkIn(deps, DIRECTOR, tap) : checkOut(deps, DIRECTOR, tap);
  };
}

const OPERATOR = idOf('organization', 0) as OrganizationId;
const DIRECTOR: Asking = {
  kind: 'user',
  userId: idOf('admin', 0) as UserId,
  sessionId: randomUUID() as SessionId,
  roles: [{ role: 'operator_admin', organizationId: OPERATOR, siteId: null, classroomId: null, endsAt: null }],
  withheld: [],
  secondFactor: 'none',
  address: '127.0.0.1',
  userAgent: 'bench',
};

/** Of children of another room, so that neither reads the other's rows. */
function inserting(db: Db): (worker: number, n: number) => Promise<unknown> {
  const day = dateColumn(localDay(new Date(), 'Asia/Shanghai'));
  return (worker) => {
    const at = new Date();
    return db.attendanceEvent.create({
      data: {
        id: randomUUID(),
        childId: idOf('child', FIRST_CHILD + CHILDREN + worker),
        classroomId: idOf('classroom', 249),
        kind: 'checked_in',
        happenedAt: at,
        recordedAt: at,
        day,
        actorId: idOf('admin', 0),
      },
    });
  };
}
