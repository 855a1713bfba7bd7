import { expect, test } from '@jest/globals';
import type { SiteRead } from '../../../server/month-sheets/derive-site.ts';
import { openMonthFile } from '../../../server/month-sheets/month-file.ts';
import type { EventRow } from '../../../server/month-sheets/month-store.ts';
import { readWorkbook } from '../../support/xlsx-cells.ts';

const WEEKDAYS = [1, 2, 3, 4, 5];

/** A site whose one child was there on the first working day of June. */
function siteRead(name: string): SiteRead {
  const [siteId, roomId, childId] = [`site-${name}`, `room-${name}`, `child-${name}`];
  const enrolment = {
    ...{ id: 'enrolment', childId, classroomId: roomId, sessionKind: 'full_day', weekdays: WEEKDAYS },
    ...{ fromMinute: 480, toMinute: 1050, startsOn: new Date('2026-01-05'), endsOn: null },
  };
  const record = (id: string, kind: EventRow[3], clock: string): EventRow => {
    const happenedMs = Date.parse(`2026-06-01T${clock}:00+08:00`);
    return [id, childId, roomId, kind, null, happenedMs, '2026-06-01', null, null, null, null, null, null];
  };
  return {
    site: {
      ...{ id: siteId, operatorId: 'operator', name, timeZone: 'Asia/Shanghai', stayAfterMinutes: 10 },
      hours: WEEKDAYS.map((weekday) => ({ weekday, opensMinute: 420, closesMinute: 1140 })),
      closedDays: [],
      classrooms: [{ id: roomId, name: '小雨滴班' }],
    },
    isWhole: true,
    employerIds: [],
    children: [
      {
        ...{ id: childId, siteId, name: `孩子${name}`, number: null, leftAt: null },
        ...{ enrolments: [enrolment], dayNotices: [], guardianships: [] },
      },
    ],
    events: [record('in', 'checked_in', '08:05'), record('out', 'checked_out', '17:10')],
    days: ['2026-06-01', '2026-06-02'],
    classroomId: undefined,
    now: new Date('2026-07-01T00:00:00Z'),
  };
}

const namesIn = (bytes: Uint8Array) =>
  readWorkbook(bytes)[0]?.rows.flatMap((row) =>
    /^孩子./.test(row.get('C')?.value ?? '') ? [row.get('C')?.value] : [],
  );

test('a CSV has the days of every site in the order in which they were added', async () => {
  const file = openMonthFile({ language: 'en', sheet: 'days' });
  for (const name of ['甲', '乙', '丙']) await file.add(siteRead(name));
  const { bytes, children } = await file.close();
  file.drop();
  expect(children).toEqual([1, 1, 1]);
  const lines = Buffer.from(bytes).toString().trim().split('\r\n').slice(1);
  expect(lines.map((line) => line.split(',').slice(0, 10).join(' '))).toEqual(
    ['甲', '乙', '丙'].flatMap((name) => [
      `${name} 小雨滴班 孩子${name}   2026-06-01 full day full day 08:05 17:10`,
      `${name} 小雨滴班 孩子${name}   2026-06-02 full day absent without word  `,
    ]),
  );
});

test('a file that is let go of is never finished, and the next one is', async () => {
  const file = openMonthFile({ language: 'zh', sheet: null });
  await file.add(siteRead('甲'));
  file.drop();
  await expect(file.close()).rejects.toThrow('aborted');
  const next = openMonthFile({ language: 'zh', sheet: null });
  await next.add(siteRead('乙'));
  expect(namesIn((await next.close()).bytes)).toEqual(['孩子乙']);
  next.drop();
});

test('two files begun at once have each their own lines', async () => {
  const made = await Promise.all(
    ['甲', '乙'].map(async (name) => {
      const file = openMonthFile({ language: 'en', sheet: null });
      await file.add(siteRead(name));
      const { bytes } = await file.close();
      file.drop();
      return namesIn(bytes);
    }),
  );
  expect(made).toEqual([['孩子甲'], ['孩子乙']]);
});

test('what the thread could not do is thrown, and the next file is made', async () => {
  const file = openMonthFile({ language: 'en', sheet: null });
  const read = siteRead('甲');
  await file.add({ ...read, site: { ...read.site, timeZone: 'nowhere' } });
  await expect(file.close()).rejects.toThrow();
  file.drop();
  const next = openMonthFile({ language: 'en', sheet: null });
  await next.add(siteRead('乙'));
  expect((await next.close()).children).toEqual([1]);
  next.drop();
});

test('of more lines than one file may hold nothing is made, and no further site is taken', async () => {
  const file = openMonthFile({ language: 'en', sheet: null, mostLines: 5 }); // each site has four
  let sent = 0;
  const addAll = async () => {
    for (const name of ['甲', '乙', '丙', '丁', '戊', '己']) {
      await file.add(siteRead(name));
      sent += 1;
    }
  };
  await expect(addAll()).rejects.toThrow('too-much-for-one-file');
  expect(sent).toBeLessThan(4); // one was in hand and one waited
  await expect(file.close()).rejects.toThrow('too-much-for-one-file');
  file.drop();
});

test('sites added without waiting are all in it, in the order added', async () => {
  const file = openMonthFile({ language: 'en', sheet: null });
  const added = ['甲', '乙', '丙', '丁'].map((name) => file.add(siteRead(name)));
  const { bytes } = await file.close();
  await Promise.all(added);
  file.drop();
  expect(namesIn(bytes)).toEqual(['孩子甲', '孩子乙', '孩子丙', '孩子丁']);
});
