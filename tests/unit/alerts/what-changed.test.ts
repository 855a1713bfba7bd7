import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { childAlerts, type Whereabouts } from '../../../server/alerts/child-alerts.ts';
import { expectedDay, type ToldRow } from '../../../server/alerts/expected-day.ts';
import { whatChanged } from '../../../server/alerts/what-changed.ts';
import { dayState, type DayEvent } from '../../../server/attendance/day-state.ts';
import { atMinute } from '../../../server/platform/calendar.ts';

const DAY = '2026-06-03';
const ZONE = 'Asia/Urumqi';
const SETTINGS = { lateAfterMinutes: 15, absentAfterMinutes: 60, stayAfterMinutes: 10 };
const SITE = { day: DAY, timeZone: ZONE, isClosed: false, closesMinute: 18 * 60 };
const ROOM = 'room';

type Told = { id: string; key: string; clearedAt: Date | null; escalatedAt: Date | null };
type Step =
  | { do: 'look' }
  | { do: 'in' | 'out' }
  | { do: 'undo' }
  | { do: 'absent' }
  | { do: 'withdraw' }
  | { do: 'later'; until: number };

const steps = fc.array(
  fc.record({
    minutesLater: fc.integer({ min: 0, max: 45 }),
    step: fc.oneof(
      { weight: 4, arbitrary: fc.constant<Step>({ do: 'look' }) },
      fc.constantFrom<Step>({ do: 'in' }, { do: 'out' }, { do: 'undo' }, { do: 'absent' }, { do: 'withdraw' }),
      fc.integer({ min: 17 * 60, max: 18 * 60 }).map<Step>((until) => ({ do: 'later', until })),
    ),
  }),
  { maxLength: 40 },
);

/** A child's day as the database would hold it: records, words of the family, and what was told. */
class Day {
  minute = 7 * 60;
  readonly events: DayEvent[] = [];
  readonly notices: ToldRow[] = [];
  readonly told: Told[] = [];
  readonly raised: string[] = [];

  get now(): Date {
    return atMinute(DAY, Math.min(this.minute, 1439), ZONE);
  }

  standing() {
    const expected = expectedDay(
      [{ classroomId: ROOM, sessionKind: 'full_day', weekdays: [3], fromMinute: 8 * 60, toMinute: 17 * 60 }],
      this.notices,
      SITE,
    );
    const is: Whereabouts = dayState(this.events);
    return childAlerts({ childId: 'child', day: DAY, expected, is }, SETTINGS, this.now);
  }

  look(): void {
    const { raise, clear } = whatChanged(this.standing(), this.told, this.now);
    for (const { key } of raise) {
      this.raised.push(key);
      this.told.push({ id: crypto.randomUUID(), key, clearedAt: null, escalatedAt: null });
    }
    for (const alert of clear) alert.clearedAt = this.now;
  }

  take(step: Step): void {
    const { now } = this;
    const id = crypto.randomUUID();
    const event = { id, classroomId: ROOM, undoesId: null, happenedAt: now, recordedAt: now };
    const notice = { id, withdrawsId: null, fromDay: DAY, toDay: DAY, untilMinute: null, recordedAt: now };
    switch (step.do) {
      case 'look':
        this.look();
        return;
      case 'in':
        return void this.events.push({ ...event, kind: 'checked_in' });
      case 'out':
        return void this.events.push({ ...event, kind: 'checked_out' });
      case 'undo':
        return void this.events.push({ ...event, kind: 'undone', undoesId: this.events.at(-1)?.id ?? null });
      case 'absent':
        return void this.notices.push({ ...notice, kind: 'absence' });
      case 'withdraw':
        return void this.notices.push({ ...notice, kind: 'withdrawn', withdrawsId: this.notices.at(-1)?.id ?? null });
      case 'later':
        return void this.notices.push({ ...notice, kind: 'late_pickup', untilMinute: step.until });
    }
  }
}

test('whatever happens and whenever the clock is looked at: what stands is told and open exactly once, and nothing else is', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const day = new Day();
      for (const { minutesLater, step } of all) {
        day.minute += minutesLater;
        day.take(step);
      }
      day.look();
      expect(new Set(day.raised).size).toBe(day.raised.length);
      const open = day.told.filter(({ clearedAt }) => clearedAt === null).map(({ key }) => key);
      expect(open.map((key) => key.split(':').slice(0, 4).join(':'))).toEqual(day.standing().map(({ key }) => key));
      const raised = day.raised.length;
      day.look();
      expect(day.raised).toHaveLength(raised);
    }),
    { numRuns: 500 },
  );
});

test('two looks at the same moment find the second one nothing to do', () => {
  const day = new Day();
  day.minute = 8 * 60 + 20;
  day.look();
  day.look();
  expect(day.raised).toEqual([`late:child:${DAY}:480`]);
});

test('what still stands when its time is up goes to the director, once', () => {
  const at = new Date('2026-06-03T08:00:00Z');
  const standing = {
    ...{ kind: 'sleep_check' as const, key: 'k', classroomId: ROOM, childId: null, taskId: null },
    ...{ dueAt: at, escalatesAt: at },
  };
  const told = { id: 'told', key: 'k', clearedAt: null, escalatedAt: null };
  const before = new Date(at.getTime() - 1);
  expect(whatChanged([standing], [told], before).escalate).toEqual([]);
  expect(whatChanged([standing], [told], at).escalate).toEqual([told]);
  expect(whatChanged([standing], [{ ...told, escalatedAt: at }], at).escalate).toEqual([]);
  expect(whatChanged([], [told], at)).toEqual({ raise: [], escalate: [], clear: [told] });
});

test('an arrival that was a mis-tap: the child is told as missing again, once', () => {
  const day = new Day();
  day.minute = 9 * 60;
  day.look();
  day.take({ do: 'in' });
  day.look();
  day.take({ do: 'undo' });
  day.look();
  day.look();
  const [first] = day.told;
  expect(day.raised).toEqual([`absent:child:${DAY}:480`, `absent:child:${DAY}:480:${first?.id ?? ''}`]);
  expect(day.told.map(({ clearedAt }) => clearedAt === null)).toEqual([false, true]);
});
