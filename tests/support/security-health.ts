import { randomUUID } from 'node:crypto';
import { WHO } from './security-cast.ts';
import { but, ofSite, PERSONS, plain, ROOM_WORK, row, SITE_WRITE, type Row } from './security-row.ts';

/** Whoever holds no role at all is a guardian: of another's child they read what there is of none. */
export const ROOM_OR_FAMILY = but(ROOM_WORK, 'not-found', 'mother', 'otherMother', 'blockedFather', 'endedInspector');
const NOT_THEIRS = but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok'));

export const HEALTH: Row[] = [
  row(
    'GET /api/health/room',
    but(ofSite('caregiver', 'volunteer', 'siteAdmin', 'operatorAdmin'), 'ok', 'tablet', 'actingTablet'),
    async (o) => ({ query: { classroomId: await o.classroom() } }),
  ),
  plain('GET /api/health/own', PERSONS),
  row('POST /api/health/checks', ROOM_WORK, async (o) => ({
    body: {
      checks: [
        {
          checkId: randomUUID(),
          childId: await o.child(),
          period: 'morning',
          temperature: 365,
          happenedAt: new Date().toISOString(),
        },
      ],
    },
  })),
  row('POST /api/health/checks/:checkId/follow-ups', ROOM_OR_FAMILY, async (o) => ({
    params: { checkId: await o.feverCheck() },
    body: { followUpId: randomUUID(), kind: 'called' },
  })),
  row('GET /api/admin/health/cases', SITE_WRITE, async (o) => ({ query: { siteId: await o.site() } })),
  row('POST /api/admin/health/cases/export', SITE_WRITE, async (o) => ({
    body: { siteId: await o.site(), language: 'en' },
  })),
  row('GET /api/attendance/own-month', NOT_THEIRS, async (o) => ({
    query: { childId: await o.child(), month: '2026-06' },
  })),
];
