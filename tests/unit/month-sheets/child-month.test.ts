import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveDay } from '../../../server/attendance/derive-day.ts';
import { childMonth } from '../../../server/month-sheets/child-month.ts';
import type { DayNoticeRow, MonthEvent } from '../../../server/month-sheets/month-facts.ts';
import { addDays, atMinute } from '../../../server/platform/calendar.ts';
import {
  ALWAYS,
  dayOf,
  enrolled,
  monthOf,
  OTHER_ROOM,
  recorded,
  ROOM,
  siteOf,
  stayed,
} from '../../support/month-facts.ts';

/** A Wednesday. */
const DAY = '2026-06-03';

const notice = (more: Partial<DayNoticeRow>): DayNoticeRow => ({
  id: 'notice',
  kind: 'absence',
  withdrawsId: null,
  fromDay: DAY,
  toDay: DAY,
  reason: 'sick',
  recordedAt: new Date('2026-06-02T00:00:00Z'),
  ...more,
});

test('a day with two stays counts the minutes of both, as the clock shows them', () => {
  const [, out] = stayed(DAY, '08:00', '11:30');
  const late = { ...(out as MonthEvent), happenedAt: new Date((out as MonthEvent).happenedAt.getTime() + 59_999) };
  const day = dayOf(DAY, { events: [recorded('checked_in', DAY, '08:00'), late, ...stayed(DAY, '13:00', '17:31')] });
  expect(day).toMatchObject({ mark: 'full', minutes: 210 + 271, conflicts: [] });
  expect(day.stays).toHaveLength(2);
});

test.each([
  ['11:59', 'half'],
  ['12:00', 'full'],
])('gone at %s after four hours or less: a %s day', (left, mark) => {
  expect(dayOf(DAY, { events: stayed(DAY, '08:00', left) }).mark).toBe(mark);
});

test('a day of half-day care is half, however long; of two such sessions it is whole', () => {
  const half = enrolled({ sessionKind: 'half_day', toMinute: 720 });
  const events = stayed(DAY, '08:00', '17:00');
  expect(dayOf(DAY, { events, enrolments: [half] }).mark).toBe('half');
  const both = [half, enrolled({ sessionKind: 'half_day', fromMinute: 780 })];
  expect(dayOf(DAY, { events, enrolments: both }).mark).toBe('full');
});

test('whoever was never checked out has no minutes for it, and is neither whole nor half; today it is still here', () => {
  const events = [...stayed(DAY, '08:00', '09:00'), recorded('checked_in', DAY, '10:00')];
  const month = monthOf({ events }, siteOf('2026-06'));
  expect(month.days[2]).toMatchObject({ mark: 'open', minutes: 60 });
  expect(month.sums).toMatchObject({ fullDays: 0, halfDays: 0, openDays: 1, minutes: 60 });
  const today = siteOf('2026-06', { today: DAY, now: new Date(`${DAY}T03:00:00Z`) });
  expect(dayOf(DAY, { events }, today).mark).toBe('here');
  expect(monthOf({ events }, today).sums.openDays).toBe(0);
});

test('a day without the child is reported, not told of, still to come, closed, or was not planned', () => {
  const notices = [notice({})];
  expect(dayOf(DAY, { notices })).toMatchObject({ mark: 'absent-reported', absenceReason: 'sick' });
  const withdrawn = [...notices, notice({ id: 'w', kind: 'withdrawn', withdrawsId: 'notice' })];
  expect(dayOf(DAY, { notices: withdrawn })).toMatchObject({ mark: 'absent-unreported', absenceReason: null });
  const at = (clock: string) => siteOf('2026-06', { today: DAY, now: new Date(`${DAY}T${clock}:00Z`) });
  expect(dayOf(DAY, {}, at('09:29')).mark).toBe('expected');
  expect(dayOf(DAY, {}, at('09:30')).mark).toBe('absent-unreported'); // 17:30 in Shanghai: its session is over
  expect(dayOf(addDays(DAY, 1), {}, at('09:30')).mark).toBe('expected');
  expect(dayOf(DAY, {}, siteOf('2026-06', { closedDays: new Set([DAY]) })).mark).toBe('closed');
  expect(dayOf('2026-06-06', {}).mark).toBe('closed'); // a Saturday: the site has no hours
  expect(dayOf(DAY, { enrolments: [enrolled({ weekdays: [1] })] }).mark).toBe('not-planned');
  expect(dayOf(DAY, { enrolments: [enrolled({ endsOn: '2026-06-02' })] }).mark).toBe('not-planned');
  expect(dayOf(DAY, { leftOn: '2026-06-02' }).mark).toBe('not-planned');
});

test('a day that runs is in no sum, whoever came and went or is absent; once the site has closed it is, but for who is still there', () => {
  const here = [recorded('checked_in', DAY, '08:00')];
  const at = (clock: string) => siteOf('2026-06', { today: DAY, now: new Date(`${DAY}T${clock}:00Z`) });
  const before = { plannedDays: 2, unreportedDays: 2, fullDays: 0, halfDays: 0, reportedDays: 0, minutes: 0 };
  const [noon, closed] = [at('04:00'), at('11:00')]; // 19:00 in Shanghai: the site closes
  const gone = { events: stayed(DAY, '08:00', '11:00') };
  const told = { notices: [notice({})] };
  for (const facts of [{}, told, gone, { events: here }])
    for (const site of [noon, at('10:59')]) expect(monthOf(facts, site).sums).toMatchObject(before);
  expect(dayOf(DAY, gone, noon)).toMatchObject({ mark: 'gone', isOwed: false, minutes: 180 });
  expect(monthOf(gone, closed).sums).toMatchObject({ ...before, plannedDays: 3, halfDays: 1, minutes: 180 });
  expect(monthOf(told, closed).sums).toMatchObject({ ...before, plannedDays: 3, reportedDays: 1 });
  expect(monthOf({}, closed).sums).toMatchObject({ ...before, plannedDays: 3, unreportedDays: 3 });
  expect(monthOf({ events: here }, closed).sums).toMatchObject(before);
});

test('a child that is there over midnight is still here until the night ends, and was not checked out after it', () => {
  const at = (now: string) => siteOf('2026-06', { now: new Date(now) }, ALWAYS);
  const [hours, night] = [{ events: [recorded('checked_in', DAY, '20:00')] }, at(`${DAY}T19:59:00Z`)];
  expect(monthOf(hours, night)).toMatchObject({ sums: { plannedDays: 2, openDays: 0 } });
  expect(dayOf(DAY, hours, night).mark).toBe('here');
  expect(monthOf(hours, at(`${DAY}T20:00:00Z`))).toMatchObject({ sums: { plannedDays: 3, openDays: 1 } });
});

test('days after today are not owed yet: neither those on which it comes nor an absence told ahead, nor any on which the site is closed', () => {
  const now = new Date(`${DAY}T03:00:00Z`);
  const notices = [notice({ toDay: '2026-06-05' })];
  const week = siteOf('2026-06', { today: DAY, now });
  const { days, sums } = monthOf({ notices }, week);
  expect(days.slice(1, 8).map(({ mark, isOwed }) => [mark, isOwed])).toEqual([
    ['absent-unreported', true],
    ['absent-reported', false],
    ['absent-reported', false],
    ['absent-reported', false],
    ['closed', false],
    ['closed', false],
    ['expected', false],
  ]);
  expect(sums).toMatchObject({ plannedDays: 2, reportedDays: 0, unreportedDays: 2 });
  expect(monthOf({ notices }, siteOf('2026-06')).sums).toMatchObject({ plannedDays: 22, reportedDays: 3 });
});

test('a child that came all the same was there: on a closed day, on one it was not planned, after an absence was told', () => {
  const events = stayed(DAY, '08:00', '17:00');
  for (const facts of [{ enrolments: [] }, { notices: [notice({})] }])
    expect(dayOf(DAY, { events, ...facts })).toMatchObject({ mark: 'full', minutes: 540, absenceReason: null });
  expect(dayOf(DAY, { events }, siteOf('2026-06', { closedDays: new Set([DAY]) }))).toMatchObject({
    mark: 'full',
    isOwed: false,
    classroomId: ROOM,
  });
});

test('late pick-up counts from the end of the session, once the site’s ten minutes are over', () => {
  const late = (left: string, more = {}) => dayOf(DAY, { events: stayed(DAY, '08:00', left), ...more });
  expect(late('17:40').lateMinutes).toBe(0);
  expect(late('17:41')).toMatchObject({ lateMinutes: 11, isLateAnnounced: false });
  const notices = [notice({ kind: 'late_pickup', reason: null })];
  expect(late('18:30', { notices })).toMatchObject({ lateMinutes: 60, isLateAnnounced: true });
  const untilClose = [enrolled({ toMinute: 1440 })];
  expect(late('19:30', { enrolments: untilClose }).lateMinutes).toBe(30); // the site closes at 19:00
});

test('hourly care counts hours and no late pick-up; beside other sessions only what lies outside of them', () => {
  const hourly = enrolled({ sessionKind: 'hourly', fromMinute: 840, toMinute: 960 });
  const events = stayed(DAY, '13:50', '16:45');
  expect(dayOf(DAY, { events, enrolments: [hourly] })).toMatchObject({ hourlyMinutes: 175, lateMinutes: 0 });
  const morning = enrolled({ sessionKind: 'half_day', toMinute: 720 });
  const whole = stayed(DAY, '08:00', '16:00');
  expect(dayOf(DAY, { events: whole, enrolments: [morning, hourly] })).toMatchObject({
    minutes: 480,
    hourlyMinutes: 240,
    lateMinutes: 0,
    sessionKind: 'half_day',
  });
});

test('the room of a day is where the child is enrolled that day; a child that changed rooms has each day in one', () => {
  const enrolments = [enrolled({ endsOn: '2026-06-02' }), enrolled({ classroomId: OTHER_ROOM, startsOn: DAY })];
  const { days } = monthOf({ enrolments }, siteOf('2026-06'));
  expect(days.slice(0, 5).map(({ classroomId }) => classroomId)).toEqual([
    ...[ROOM, ROOM, OTHER_ROOM, OTHER_ROOM, OTHER_ROOM],
  ]);
});

const ALL_WEEK = [1, 2, 3, 4, 5, 6, 7];
const roundTheClock = (timeZone: string) =>
  siteOf('2026-03', {
    timeZone,
    overnightWeekdays: new Set(ALL_WEEK),
    closesMinutes: new Map(),
  });
const inZone = (timeZone: string) => [
  recorded('checked_in', '2026-03-28', '20:00', { timeZone }),
  recorded('checked_out', '2026-03-29', '07:00', { timeZone }),
  ...stayed('2026-03-29', '20:00', '21:00', { timeZone }),
];

test('a night counts for the day on which it began, at a site that is open then, and is an hour shorter when clocks go forward', () => {
  const [shanghai, berlin] = ['Asia/Shanghai', 'Europe/Berlin'].map(
    (zone) => monthOf({ events: inZone(zone), enrolments: [] }, roundTheClock(zone)).days,
  );
  expect(shanghai?.[27]).toMatchObject({ day: '2026-03-28', mark: 'full', minutes: 11 * 60, conflicts: [] });
  expect(shanghai?.[28]).toMatchObject({ mark: 'half', minutes: 60, conflicts: [] });
  expect(berlin?.[27]).toMatchObject({ minutes: 10 * 60 });
});

test('a night before the month ends on its first day, and contradicts nothing there', () => {
  const { days, sums } = monthOf(
    { events: [recorded('checked_in', '2026-02-28', '20:00'), recorded('checked_out', '2026-03-01', '07:00')] },
    roundTheClock('Asia/Shanghai'),
  );
  expect(days).toHaveLength(31);
  expect(days[0]).toMatchObject({ day: '2026-03-01', minutes: 0, conflicts: [] });
  expect(sums).toMatchObject({ conflictDays: 0, minutes: 0, openDays: 0 });
});

test('where nobody is there at night, a departure the next morning ends nothing', () => {
  const { days } = monthOf({ events: inZone('Asia/Shanghai'), enrolments: [] }, siteOf('2026-03'));
  expect(days[27]).toMatchObject({ mark: 'open', minutes: 0 });
  expect(days[28]).toMatchObject({ minutes: 60, conflicts: [{ kind: 'out-without-in' }] });
});

test.each([
  ['2026-03-29', 23],
  ['2026-10-25', 25],
])('the whole of %s in Berlin has %i hours', (day, hours) => {
  const timeZone = 'Europe/Berlin';
  const events = [recorded('checked_in', day, '00:00', { timeZone })];
  const end = atMinute(day, 1440, timeZone);
  const out = { ...recorded('checked_out', day, '12:00', { timeZone }), happenedAt: end };
  expect(dayOf(day, { events: [...events, out] }, siteOf(day.slice(0, 7), { timeZone })).minutes).toBe(hours * 60);
});

/** A month of taps on any minutes, some taken back or corrected, at a site that is open by day or always. */
const records = fc
  .array(
    fc.record({
      kind: fc.constantFrom('checked_in' as const, 'checked_out' as const, 'transferred' as const),
      day: fc.integer({ min: 1, max: 12 }),
      minute: fc.integer({ min: 0, max: 1439 }),
      seconds: fc.integer({ min: 0, max: 59 }),
      room: fc.constantFrom(ROOM, OTHER_ROOM),
      becomes: fc.constantFrom('stands', 'stands', 'stands', 'undone', 'corrected'),
    }),
    { maxLength: 40 },
  )
  .map((taps) =>
    taps.flatMap(({ kind, day, minute, seconds, room, becomes }): MonthEvent[] => {
      const localDay = `2026-06-${String(day).padStart(2, '0')}`;
      const happenedAt = new Date(atMinute(localDay, minute, 'Asia/Shanghai').getTime() + seconds * 1_000);
      const tap = { ...recorded(kind, localDay, '00:00'), happenedAt, classroomId: room };
      if (becomes === 'undone') return [tap, { ...recorded('undone', localDay, '00:00'), undoesId: tap.id }];
      if (becomes === 'stands') return [tap];
      const moved = { happenedAt: new Date(happenedAt.getTime() - 60_000 * (minute % 30)), reason: '写错了' };
      return [tap, { ...recorded(kind, localDay, '00:00'), ...moved, undoesId: tap.id }];
    }),
  );
const sites = fc.constantFrom(siteOf('2026-06'), { ...roundTheClock('Asia/Shanghai'), days: siteOf('2026-06').days });

test('any order of the records, and any record twice, makes the same sheet', () => {
  const shuffled = records.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length })),
  );
  fc.assert(
    fc.property(shuffled, sites, ([events, others], site) => {
      expect(monthOf({ events: others }, site)).toEqual(monthOf({ events }, site));
    }),
  );
});

/** How many minutes of the clock a child is there, asked minute by minute. */
function minutesOneByOne(stays: readonly { from: Date; to: Date | null }[]): number {
  const minuteOf = (at: Date) => Math.floor(at.getTime() / 60_000);
  let there = 0;
  for (const { from, to } of stays)
    for (let minute = minuteOf(from); to !== null && minute < minuteOf(to); minute += 1) there += 1;
  return there;
}

test('the sums are what counting day by day and minute by minute finds', () => {
  fc.assert(
    fc.property(records, sites, (events, site) => {
      const { days, sums } = monthOf({ events }, site);
      const count = (mark: string) => days.filter((day) => day.mark === mark).length;
      expect(sums.minutes).toBe(days.reduce((all, { stays }) => all + minutesOneByOne(stays), 0));
      expect(sums).toMatchObject({
        fullDays: count('full'),
        halfDays: count('half'),
        openDays: count('open'),
        unreportedDays: count('absent-unreported'),
        correctedDays: days.filter(({ isCorrected }) => isCorrected).length,
      });
      for (const day of days) expect(day.lateMinutes + day.hourlyMinutes).toBeLessThanOrEqual(day.minutes);
    }),
  );
});

test('what one derives of a day stands in its sheet: nothing is added at a site that closes', () => {
  fc.assert(
    fc.property(records, (events) => {
      const site = siteOf('2026-06');
      const { days } = childMonth({ events, enrolments: [], notices: [], leftOn: null }, site);
      for (const { day, stays } of days) {
        const derived = deriveDay(events.filter((event) => event.day === day)).stays;
        expect(stays).toEqual(derived.map(({ from, to }) => ({ from, to })));
      }
    }),
  );
});

test('in the night after the day a child that nobody has fetched is still there, at any site; after four its day is open', () => {
  const facts = { events: [recorded('checked_in', '2026-06-03', '08:00')] };
  const markAt = (now: string) => dayOf('2026-06-03', facts, siteOf('2026-06', { now: new Date(now) })).mark;
  expect(markAt('2026-06-04T00:30:00+08:00')).toBe('here');
  expect(markAt('2026-06-04T04:00:00+08:00')).toBe('open');
});
