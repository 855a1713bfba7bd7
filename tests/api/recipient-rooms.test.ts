import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SessionId } from '../../server/contract/ids.ts';
import { loadRecipient } from '../../server/events/recipient-store.ts';
import { addDays, dateColumn, localDay } from '../../server/platform/calendar.ts';
import { openCare, type Care } from '../support/care.ts';
import { makeClassroom, makeFamily, makeSite } from '../support/nursery.ts';

let care: Care;
beforeAll(async () => {
  care = await openCare();
});
afterAll(() => care.close());

// At any time it is another day than the database's in one of them at least.
test.each(['Etc/GMT+12', 'Asia/Shanghai', 'Pacific/Kiritimati'])(
  'a family hears of the rooms in which its child is enrolled on the day that it is at the site, in %s',
  async (timeZone) => {
    const { db, nursery } = care;
    const siteId = await makeSite(db, { operatorId: nursery.operatorId, name: timeZone });
    await db.site.update({ where: { id: siteId }, data: { timeZone } });
    const room = (name: string) => makeClassroom(db, { siteId, name, kind: 'toddler' });
    const [usual, ended, endsToday, startsToday, ahead] = await Promise.all(
      ['常在', '昨天止', '今天止', '今天起', '明天起'].map(room),
    );
    if (!usual || !ended || !endsToday || !startsToday || !ahead) throw new Error('Five rooms were made.');
    const family = await makeFamily(db, { siteId, classroomId: usual, child: '周小满', guardian: '周敏' });
    const day = (days: number) => dateColumn(addDays(localDay(new Date(), timeZone), days));
    const enrol = (classroomId: string, startsOn: Date, endsOn: Date | null) => ({
      ...{ childId: family.childId, classroomId, sessionKind: 'full_day', weekdays: [1], startsOn, endsOn },
      ...{ fromMinute: 0, toMinute: 1440 },
    });
    const data = [
      enrol(ended, day(-9), day(-1)),
      enrol(endsToday, day(-9), day(0)),
      enrol(startsToday, day(0), null),
      enrol(ahead, day(1), null),
    ];
    await db.enrolment.createMany({ data });
    const { familyClassroomIds, childIds } = await loadRecipient(db, {
      ...{ kind: 'user', userId: family.guardianId, sessionId: randomUUID() as SessionId, roles: [], withheld: [] },
      ...{ secondFactor: 'none', address: '192.0.2.1', userAgent: 'test' },
    });
    expect([...familyClassroomIds].sort()).toEqual([usual, endsToday, startsToday].sort());
    expect([...childIds]).toEqual([family.childId]);
  },
);
