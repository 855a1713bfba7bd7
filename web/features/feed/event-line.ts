import type { EventView } from '#contract/events.ts';
import { clock } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { alertLine } from './alert-lines.ts';
import { attendanceLine } from './attendance-lines.ts';
import { followUpLine, healthLine, noticeLine } from './care-lines.ts';
import type { FeedLine } from './feed-line.ts';
import { incidentLine } from './incident-lines.ts';
import type { feedWords } from './words.ts';

type Words = Say<(typeof feedWords)['keys'][number]>;

const PICKUP_TITLE = { named: 'pickupNamed', code: 'pickupCode', withdrawn: 'pickupWithdrawn' } as const;

type In = { base: Pick<FeedLine, 'position' | 'at'>; say: Words; timeZone: string | undefined; language: Language };
type LineOf<T extends EventView['type']> = (event: Extract<EventView, { type: T }>, words: In) => FeedLine | null;
const none = () => null;
const ofAttendance = (event: Parameters<typeof attendanceLine>[0], { base, say, timeZone }: In) =>
  attendanceLine(event, base, say, timeZone);
const ofNotice = (event: Parameters<typeof noticeLine>[0], { base, say, language }: In) =>
  noticeLine(event, base, say, language);

// The compiler asks here what a new event is to a parent.
const LINES: { [T in EventView['type']]: LineOf<T> } = {
  'attendance:checked-in': ofAttendance,
  'attendance:checked-out': ofAttendance,
  'attendance:undone': ofAttendance,
  'attendance:transferred': ofAttendance,
  'attendance:corrected': ofAttendance,
  'attendance:contradicted': ofAttendance,
  'health:checked': (event, { base, say, language }) => healthLine(event, base, say, language),
  'health:followed-up': (event, { base, say, language }) => followUpLine(event, base, say, language),
  'notice:given': ofNotice,
  'notice:withdrawn': ofNotice,
  'alert:raised': (event, { base, say, timeZone }) => alertLine(event, base, say, timeZone),
  'camera:paused': (event, { base, say, timeZone }) => ({
    ...base,
    icon: 'curtain',
    tone: 'paused',
    title: say('paused', { camera: event.cameraName }),
    detail: say('pausedLead', { time: clock(event.until, timeZone) }),
  }),
  'camera:resumed': (event, { base, say }) => ({
    ...base,
    icon: 'eye',
    tone: 'paused',
    title: say('resumed', { camera: event.cameraName }),
    detail: null,
  }),
  'camera:state': (event, { base, say }) => cameraLine(event, base, say),
  'pickup:changed': (event, { base, say }) =>
    event.what === 'photo'
      ? null
      : {
          ...base,
          icon: 'people',
          tone: 'primary',
          title: say(PICKUP_TITLE[event.what], { by: event.by, person: event.personName, child: event.childName }),
          detail: null,
        },
  'pickup:alarm': none,
  'pickup:alarm-known': none,
  'door:waiting': none,
  'door:answered': none,
  'attendance:moved-away': none,
  'alert:cleared': none,
  'room:checked': none,
  'incident:changed': none,
  'concern:changed': none,
  'incident:told': (event, { base, say }) => incidentLine(event, base, say),
  'look:reasoned': none,
  'look:known': none,
  'access:changed': none,
  'staffing:changed': none,
  'ratio:breached': none,
  'ratio:restored': none,
  'watching:changed': none,
  'register:changed': none,
};

/** An event as a line of a parent's day; null for what is not worth one. */
export const lineOf = (
  event: EventView,
  say: Words,
  timeZone: string | undefined,
  language: Language,
): FeedLine | null =>
  (LINES[event.type] as LineOf<EventView['type']>)(event, {
    base: { position: event.position, at: event.at },
    say,
    timeZone,
    language,
  });

/** Only being away and being back; that a camera connects or stumbles is not a parent's news. */
function cameraLine(
  event: Extract<EventView, { type: 'camera:state' }>,
  base: Pick<FeedLine, 'position' | 'at'>,
  say: Words,
): FeedLine | null {
  const camera = event.cameraName;
  if (event.phase === 'offline')
    return { ...base, icon: 'plug', tone: 'offline', title: say('offline', { camera }), detail: say('offlineLead') };
  if (event.phase === 'live')
    return { ...base, icon: 'camera', tone: 'primary', title: say('online', { camera }), detail: null };
  return null;
}

/** "Is back" is only news after "is away". */
export function withoutIdleReturns(events: readonly EventView[]): EventView[] {
  const away = new Set<string>();
  return events.filter((event) => {
    if (event.type !== 'camera:state') return true;
    if (event.phase === 'offline') away.add(event.cameraId);
    return event.phase !== 'live' || away.delete(event.cameraId);
  });
}
