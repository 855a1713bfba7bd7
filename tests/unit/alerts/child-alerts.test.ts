import { expect, test } from '@jest/globals';
import { childAlerts, type Whereabouts } from '../../../server/alerts/child-alerts.ts';
import { expectedDay, type EnrolmentRow, type ToldRow } from '../../../server/alerts/expected-day.ts';
import { atMinute, type LocalDay } from '../../../server/platform/calendar.ts';

const DAY = '2026-06-03'; // a Wednesday
const ROOM = 'room';
const SETTINGS = { lateAfterMinutes: 15, absentAfterMinutes: 60, stayAfterMinutes: 10 };
const AWAY: Whereabouts = { state: 'expected', classroomId: null, at: null };

const clock = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};

function nursery({ zone = 'Asia/Shanghai', day = DAY, closes = '18:00', isClosed = false } = {}) {
  const at = (text: string) => atMinute(day, clock(text), zone);
  const care = (kind: string, from: string, to: string, weekdays = [1, 2, 3, 4, 5]): EnrolmentRow => ({
    classroomId: ROOM,
    sessionKind: kind,
    weekdays,
    fromMinute: clock(from),
    toMinute: clock(to),
  });
  const site = { day, timeZone: zone, isClosed, closesMinute: isClosed ? null : clock(closes) };
  const told = (rows: EnrolmentRow[], is: Whereabouts, time: string, notices: ToldRow[] = []) =>
    childAlerts({ childId: 'child', day, expected: expectedDay(rows, notices, site), is }, SETTINGS, at(time)).map(
      ({ kind, dueAt }) => `${kind} ${dueAt.toISOString()}`,
    );
  return {
    at,
    care,
    told,
    kinds: (...args: Parameters<typeof told>) => told(...args).map((line) => line.split(' ')[0]),
    here: (since: string): Whereabouts => ({ state: 'present', classroomId: ROOM, at: at(since) }),
    left: (time: string): Whereabouts => ({ state: 'left', classroomId: ROOM, at: at(time) }),
  };
}

const notice = (more: Partial<ToldRow>): ToldRow => ({
  id: crypto.randomUUID(),
  kind: 'absence',
  withdrawsId: null,
  fromDay: DAY,
  toDay: DAY,
  untilMinute: null,
  recordedAt: new Date('2026-06-02T00:00:00Z'),
  ...more,
});

test('a child is late after a quarter of an hour, absent after one, and nothing once its session is over', () => {
  const { care, told } = nursery();
  const row = [care('full_day', '8:00', '17:00')];
  expect(told(row, AWAY, '8:14')).toEqual([]);
  expect(told(row, AWAY, '8:15')).toEqual(['late 2026-06-03T00:00:00.000Z']);
  expect(told(row, AWAY, '8:59')).toEqual(['late 2026-06-03T00:00:00.000Z']);
  expect(told(row, AWAY, '9:00')).toEqual(['absent 2026-06-03T00:00:00.000Z']);
  expect(told(row, AWAY, '16:59')).toEqual(['absent 2026-06-03T00:00:00.000Z']);
  expect(told(row, AWAY, '17:00')).toEqual([]);
});

test('the clock is the site’s, whatever the server’s: Urumqi, summer time in Berlin, the hour that a spring night skips', () => {
  const urumqi = nursery({ zone: 'Asia/Urumqi' });
  expect(urumqi.told([urumqi.care('full_day', '8:00', '17:00')], AWAY, '8:15')).toEqual([
    'late 2026-06-03T02:00:00.000Z',
  ]);
  const berlin = nursery({ zone: 'Europe/Berlin', day: '2026-03-29' });
  const night = berlin.care('emergency', '2:30', '10:00', [7]);
  expect(berlin.told([night], AWAY, '3:45')).toEqual(['late 2026-03-29T01:30:00.000Z']);
  expect(berlin.told([night], AWAY, '3:30')).toEqual([]);
});

test('nobody waits on a closed day, on other weekdays, or for a child whose family said that it is absent', () => {
  const open = nursery();
  const shut = nursery({ isClosed: true });
  expect(shut.kinds([shut.care('full_day', '8:00', '17:00')], AWAY, '10:00')).toEqual([]);
  expect(open.kinds([open.care('full_day', '8:00', '17:00', [1, 2])], AWAY, '10:00')).toEqual([]);
  const row = [open.care('full_day', '8:00', '17:00')];
  const said = notice({});
  expect(open.kinds(row, AWAY, '10:00', [said])).toEqual([]);
  expect(open.kinds(row, AWAY, '10:00', [notice({ fromDay: '2026-06-04', toDay: '2026-06-05' })])).toEqual(['absent']);
  const takenBack = notice({ kind: 'withdrawn', withdrawsId: said.id });
  expect(open.kinds(row, AWAY, '10:00', [takenBack, said])).toEqual(['absent']);
});

test('who may come from midnight on is due at no time, and care until midnight ends when the site closes', () => {
  const { care, kinds, told, here } = nursery();
  const all = [care('full_day', '0:00', '24:00')];
  expect(kinds(all, AWAY, '17:00')).toEqual([]);
  expect(kinds(all, here('9:00'), '18:09')).toEqual([]);
  expect(told(all, here('9:00'), '18:10')).toEqual(['late_pickup 2026-06-03T10:00:00.000Z']);
  const night = nursery({ closes: '24:00' });
  expect(night.kinds([night.care('evening', '18:00', '24:00')], night.here('18:00'), '23:59')).toEqual([]);
});

test.each([
  ['hourly', 'overstay'],
  ['occasional', 'overstay'],
  ['half_day', 'overstay'],
  ['full_day', 'late_pickup'],
  ['evening', 'late_pickup'],
  ['holiday', 'late_pickup'],
  ['emergency', 'late_pickup'],
])('a child of %s that is still here ten minutes after its end is told as %s', (kind, as) => {
  const { care, told, kinds, here, left } = nursery();
  const row = [care(kind, '8:00', '12:00')];
  expect(kinds(row, here('8:00'), '12:09')).toEqual([]);
  expect(told(row, here('8:00'), '12:10')).toEqual([`${as} 2026-06-03T04:00:00.000Z`]);
  expect(kinds(row, left('12:08'), '12:10')).toEqual([]);
});

test('an announced late pick-up moves the end, and is kept to; the newest word counts, a withdrawn one does not', () => {
  const { care, told, kinds, here } = nursery();
  const row = [care('hourly', '8:00', '12:00')];
  const until = (time: string, recorded: string) =>
    notice({ kind: 'late_pickup', untilMinute: clock(time), recordedAt: new Date(recorded) });
  const first = until('12:30', '2026-06-03T01:00:00Z');
  const second = until('13:00', '2026-06-03T02:00:00Z');
  expect(kinds(row, here('8:00'), '12:30', [first])).toEqual([]);
  expect(told(row, here('8:00'), '12:40', [first])).toEqual(['late_pickup 2026-06-03T04:30:00.000Z']);
  expect(kinds(row, here('8:00'), '12:40', [second, first])).toEqual([]);
  expect(
    kinds(row, here('8:00'), '12:40', [second, first, notice({ kind: 'withdrawn', withdrawsId: second.id })]),
  ).toEqual(['late_pickup']);
});

test('of two sessions a day each is waited for; between them, and from one into the next, nobody overstays', () => {
  const { care, kinds, here, left } = nursery({ closes: '20:00' });
  const apart = [care('evening', '17:00', '20:00'), care('half_day', '8:00', '12:00')];
  expect(kinds(apart, left('12:05'), '16:00')).toEqual([]);
  expect(kinds(apart, left('12:05'), '17:15')).toEqual(['late']);
  expect(kinds(apart, here('17:05'), '17:15')).toEqual([]);
  expect(kinds(apart, left('17:40'), '17:50')).toEqual([]);
  expect(kinds(apart, here('8:00'), '12:10')).toEqual(['overstay']);
  const joined = [care('half_day', '8:00', '12:00'), care('hourly', '12:00', '15:00')];
  expect(kinds(joined, here('8:00'), '12:30')).toEqual([]);
  expect(kinds(joined, here('8:00'), '15:10')).toEqual(['overstay']);
});

test('a child that left and came back is waited for no more, and its end holds still', () => {
  const { care, kinds, here, left } = nursery();
  const row = [care('full_day', '8:00', '17:00')];
  expect(kinds(row, left('7:55'), '9:30')).toEqual([]);
  expect(kinds(row, left('10:00'), '11:00')).toEqual([]);
  expect(kinds(row, here('13:00'), '17:10')).toEqual(['late_pickup']);
});

test('a child that comes early, on a day of another, or although the family said no, has an end all the same', () => {
  const { care, kinds, here } = nursery();
  const row = [care('hourly', '10:00', '12:00')];
  expect(kinds(row, here('8:00'), '9:59')).toEqual([]);
  expect(kinds(row, here('8:00'), '12:10', [notice({})])).toEqual(['overstay']);
  const otherDay = [care('full_day', '8:00', '17:00', [1])];
  expect(kinds(otherDay, here('8:00'), '18:09')).toEqual([]);
  expect(kinds(otherDay, here('8:00'), '18:10')).toEqual(['late_pickup']);
});

test('the key says of what and for when, so that another time is another word', () => {
  const { care, here } = nursery();
  const day: LocalDay = DAY;
  const keyOf = (to: string) =>
    childAlerts(
      {
        childId: 'child',
        day,
        expected: expectedDay([care('hourly', '8:00', to)], [], {
          day,
          timeZone: 'Asia/Shanghai',
          isClosed: false,
          closesMinute: 1080,
        }),
        is: here('8:00'),
      },
      SETTINGS,
      atMinute(day, 1070, 'Asia/Shanghai'),
    )[0]?.key;
  expect(keyOf('12:00')).toBe('overstay:child:2026-06-03:720');
  expect(keyOf('13:00')).toBe('overstay:child:2026-06-03:780');
});
