import { describe, expect, test } from '@jest/globals';
import { kindsOn, windowsForAll, windowsForKinds, type WindowRow } from '../../../server/access/day-spans.ts';
import { mayWatch } from '../../../server/access/may-watch.ts';
import { at, childFacts, OTHER_ROOM, ROOM, watchFacts } from '../../support/watch-facts.ts';

const FRIDAY = 5;
const hours = (sessionKind: string | null, from: number, to: number): WindowRow => ({
  weekday: FRIDAY,
  fromMinute: from * 60,
  toMinute: to * 60,
  sessionKind,
});
const all = hours(null, 9, 11);
const evening = hours('evening', 18, 20);
const half = hours('half_day', 8, 9);

describe('the windows of a child', () => {
  test.each<[string, WindowRow[], string[], WindowRow[] | null]>([
    ['of a kind that has its own are these', [all, evening], ['evening'], [evening]],
    ['of a kind without any are those for everyone', [all, evening], ['full_day'], null],
    ['that does not come today are those for everyone', [all, evening], [], null],
    ['that comes for two kinds are both', [all, evening, half], ['evening', 'half_day'], [evening, half]],
    [
      'that comes for two kinds, one without any, hold those for everyone too',
      [all, evening],
      ['evening', 'full_day'],
      [evening, all],
    ],
    ['are all opening hours, where one of its kinds is not limited at all', [evening], ['evening', 'full_day'], null],
  ])('%s', (_what, windows, kinds, expected) => {
    expect(windowsForKinds(windows, kinds)).toEqual(expected);
  });

  test('of one kind are nobody else’s', () => {
    expect(windowsForAll([all, evening])).toEqual([all]);
  });

  test('go by the care it comes for to this room, and otherwise to another', () => {
    const full = { classroomId: ROOM, sessionKind: 'full_day', weekdays: [1, 2, 3] };
    const late = { classroomId: OTHER_ROOM, sessionKind: 'evening', weekdays: [3, 5] };
    expect(kindsOn(3, ROOM, [full, late])).toEqual(['full_day']);
    expect(kindsOn(3, OTHER_ROOM, [full, late])).toEqual(['evening']);
    expect(kindsOn(5, ROOM, [full, late])).toEqual(['evening']);
    expect(kindsOn(7, ROOM, [full, late])).toEqual([]);
  });
});

describe('a guardian whose child’s kind of care has windows of its own', () => {
  // Everyone's are 09:00 – 11:30 and 14:30 – 17:00.
  const ownWindows = { today: [{ from: at('12:00'), to: at('13:00') }], next: at('12:00') };
  const child = childFacts({ ownWindows });
  const facts = watchFacts({ children: [child], usage: { minutesPerDay: null } });

  test.each([
    ['the last moment before it opens', new Date(at('12:00').getTime() - 1), 'outside-window'],
    ['the first moment', at('12:00'), 'allowed'],
    ['the last moment', new Date(at('13:00').getTime() - 1), 'allowed'],
    ['its end', at('13:00'), 'window-over'],
    ['a time that is open for everyone else', at('15:00'), 'window-over'],
  ])('is answered by these at %s', (_when, now, expected) => {
    const decision = mayWatch(facts, now);
    expect(decision.allowed ? 'allowed' : decision.reason).toBe(expected);
    if (decision.allowed) expect(decision.until).toEqual(at('13:00'));
  });

  test('is let in by a grant no longer than by the windows of this kind', () => {
    const grant = { startsAt: at('08:00'), endsAt: at('18:00'), isWithdrawn: false };
    const away = { ...child, presence: { state: 'expected' as const, classroomId: null, at: null } };
    expect(mayWatch({ ...facts, grant, children: [away] }, at('12:30'))).toMatchObject({
      allowed: true,
      until: at('13:00'),
    });
    expect(mayWatch({ ...facts, grant, children: [away] }, at('15:00'))).toMatchObject({ reason: 'window-over' });
  });

  test('changes nothing for a guest, who goes by those for everyone', () => {
    const guest = { ...facts, children: [], grant: { startsAt: at('08:00'), endsAt: at('18:00'), isWithdrawn: false } };
    expect(mayWatch(guest, at('15:00'))).toMatchObject({ allowed: true, until: at('17:00') });
    expect(mayWatch(guest, at('12:30'))).toMatchObject({ reason: 'outside-window' });
  });
});
