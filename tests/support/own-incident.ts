import { OwnIncident } from '../../server/contract/own-incidents.ts';

/** One that a family reads, as a page gets it. */
export const ownIncident = (more: object = {}): OwnIncident =>
  OwnIncident.parse({
    ...{ incidentId: '0b6c1c1e-0000-4000-8000-000000000001', childId: '0b6c1c1e-0000-4000-8000-000000000011' },
    ...{ childName: '朵朵', number: '2026-0603-01', kind: 'fall', isGrave: false, classroomName: '海棠班' },
    ...{ timeZone: 'Asia/Shanghai', sitePhone: '0471-1234567' },
    ...{ happenedAt: '2026-06-03T01:58:00.000Z', publishedAt: '2026-06-03T02:12:00.000Z', calledAt: null },
    reachedAt: null,
    ...{ injury: 'fall', marks: ['front-left-knee'], told: '左膝擦红，已冷敷。', addenda: [], photos: [] },
    ...{ acknowledgedAt: null, signed: null, ...more },
  });
