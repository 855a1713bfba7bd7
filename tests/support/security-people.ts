import { randomUUID } from 'node:crypto';
import { PASSWORD, PIN } from './nursery.ts';
import { inAnHour, list, LIST_WRITERS, READERS, reason, row, SITE_WRITE, type Row } from './security-row.ts';

const CONSENT = { kind: 'video', given: true, version: 1, validUntil: null, note: '书面' };

/** Persons and children of the console. */
export const PEOPLE: Row[] = [
  list('GET /api/admin/people', READERS),
  row('POST /api/admin/people', LIST_WRITERS, async (o) => ({
    body: {
      username: `n${randomUUID().slice(0, 13)}`,
      name: '新人',
      phone: '139-0000-0000',
      password: PASSWORD,
      employerId: await o.employer(),
    },
  })),
  row('PUT /api/admin/people/:userId', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { name: '新老师', phone: '139-0000-0001' },
  })),
  row('PUT /api/admin/people/:userId/suspension', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { suspended: true, reason },
  })),
  row('PUT /api/admin/people/:userId/password', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { password: PASSWORD },
  })),
  row('PUT /api/admin/people/:userId/pin', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: { pin: PIN },
  })),
  row('POST /api/admin/people/:userId/roles', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: {
      role: 'volunteer',
      organizationId: null,
      siteId: null,
      classroomId: await o.classroom(),
      endsAt: inAnHour(),
    },
  })),
  row('DELETE /api/admin/people/:userId/roles/:roleId', SITE_WRITE, async (o) => ({ params: await o.role() })),
  row('POST /api/admin/staff/:userId/consents', SITE_WRITE, async (o) => ({
    params: { userId: await o.staff() },
    body: CONSENT,
  })),
  list('GET /api/admin/children', READERS),
  row('POST /api/admin/children', SITE_WRITE, async (o) => ({
    body: {
      siteId: await o.site(),
      classroomId: await o.classroom(),
      name: '苗苗',
      nickname: '苗苗',
      bornOn: '2024-02-29',
      sessionKind: 'full_day',
      weekdays: [1, 2, 3],
      fromMinute: 480,
      toMinute: 1020,
      startsOn: '2026-01-05',
    },
  })),
  row('PUT /api/admin/children/:childId', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: {
      classroomId: await o.classroom(),
      name: '苗苗',
      nickname: '苗苗',
      bornOn: '2024-02-29',
      allergies: ['牛奶'],
      sessionKind: 'half_day',
      weekdays: [1, 2],
      fromMinute: 480,
      toMinute: 720,
    },
  })),
  row('POST /api/admin/children/:childId/guardians/:guardianshipId/unlink', SITE_WRITE, async (o) => ({
    params: await o.link(),
    body: { reason },
  })),
  row('POST /api/admin/children/:childId/guardians', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: { userId: await o.guardian(), relation: '姑姑', mayWatch: true, mayPickUp: false },
  })),
  row('POST /api/admin/children/:childId/leave', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: { lastDay: null, reason },
  })),
  row('POST /api/admin/children/:childId/consents', SITE_WRITE, async (o) => ({
    params: { childId: await o.child() },
    body: CONSENT,
  })),
];
