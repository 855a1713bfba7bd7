import type { EventView } from '#contract/events.ts';
import { clock } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import type { FeedLine } from './feed-line.ts';
import type { feedWords } from './words.ts';

type Words = Say<(typeof feedWords)['keys'][number]>;
type Base = Pick<FeedLine, 'position' | 'at'>;
type AttendanceEvent = Extract<EventView, { type: `attendance:${string}` }>;
type Of<T extends AttendanceEvent['type']> = Extract<EventView, { type: T }>;

/** Who came, went or moved, with whom, and what was set right afterwards. */
export function attendanceLine(
  event: Exclude<AttendanceEvent, { type: 'attendance:moved-away' }>,
  base: Base,
  say: Words,
  timeZone: string | undefined,
): FeedLine | null {
  switch (event.type) {
    case 'attendance:checked-in':
      return line(base, 'check', say('checkedIn', { child: event.childName }), broughtBy(event, say));
    case 'attendance:checked-out':
      return line(base, 'leave', say('checkedOut', { child: event.childName }), handedOver(event, say));
    case 'attendance:undone':
      return line(base, 'undo', say(UNDONE[event.undid], { child: event.childName }), by(event.by, say, 'undoneBy'));
    case 'attendance:transferred': {
      const { childName: child, classroomName: room, fromClassroomName: from } = event;
      return line(base, 'door', say('transferred', { child, room }), say('transferredFrom', { from, by: event.by }));
    }
    case 'attendance:contradicted': {
      const title = () => say('leftTwice', { child: event.childName });
      return event.about === 'departure' ? line(base, 'leave', title(), say('leftTwiceLead')) : null;
    }
    case 'attendance:corrected':
      return line(base, 'undo', corrected(event, say, timeZone), correctedBy(event, say));
  }
}

const line = (base: Base, icon: FeedLine['icon'], title: string, detail: string | null): FeedLine => ({
  ...base,
  icon,
  tone: 'primary',
  title,
  detail,
});

const UNDONE = { checked_in: 'undoneIn', checked_out: 'undoneOut', transferred: 'undoneMove' } as const;
const VERB = { checked_in: 'correctIn', checked_out: 'correctOut', transferred: 'correctMove' } as const;

const by = (name: string, say: Words, key: 'checkedInBy' | 'undoneBy' | 'checkedOutBy'): string | null =>
  name === '' ? null : say(key, { by: name });

/** Only at the entrance is who brings a child recorded, and there they record it themselves: said once. */
function broughtBy({ withName, by: recorder }: Of<'attendance:checked-in'>, say: Words): string | null {
  if (withName === null) return by(recorder, say, 'checkedInBy');
  return say(withName === recorder ? 'broughtToDoor' : 'checkedInWith', { with: withName, by: recorder });
}

function handedOver({ withName, by: recorder }: Of<'attendance:checked-out'>, say: Words): string | null {
  if (withName === null) return by(recorder, say, 'checkedOutBy');
  return say(withName === recorder ? 'fetchedBySelf' : 'checkedOutWith', { with: withName, by: recorder });
}

/** Of a departure with whom, where that is known: the family reads it here first. */
const correctedBy = (event: Of<'attendance:corrected'>, say: Words): string | null =>
  event.withName === null
    ? by(event.by, say, 'undoneBy')
    : say('correctedWith', { with: event.withName, by: event.by });

/** 更正：朵朵 08:02 入园（原记 08:20） */
function corrected(event: Of<'attendance:corrected'>, say: Words, timeZone: string | undefined): string {
  const what = say(VERB[event.kind]);
  const was = event.was === null ? '' : clock(event.was, timeZone);
  const values = { child: event.childName, what, was };
  if (event.becomes === null) return say('correctedAway', values);
  const at = clock(event.becomes, timeZone);
  return say(event.was === null ? 'correctedAdded' : 'correctedTo', { ...values, at });
}
