import { randomUUID } from 'node:crypto';
import { ROOM_OR_FAMILY } from './security-health.ts';
import { row, type Row } from './security-row.ts';
import { dayAhead } from './day-ahead.ts';

export const NOTICES: Row[] = [
  row('GET /api/day-notices', ROOM_OR_FAMILY, async (o) => ({ query: { childId: await o.child() } })),
  row('POST /api/day-notices', ROOM_OR_FAMILY, async (o) => ({
    body: {
      noticeId: randomUUID(),
      childId: await o.child(),
      kind: 'absence',
      fromDay: dayAhead(1),
      toDay: dayAhead(2),
      reason: 'sick',
    },
  })),
  row('POST /api/day-notices/withdrawals', ROOM_OR_FAMILY, async (o) => ({
    body: { noticeId: randomUUID(), withdrawsId: await o.notice() },
  })),
];
