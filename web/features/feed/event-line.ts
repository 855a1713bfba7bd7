import type { EventView } from '#contract/events.ts';
import { clock } from '../../shared/time.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { Say } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { alertLine } from './alert-lines.ts';
import { attendanceLine } from './attendance-lines.ts';
import { followUpLine, healthLine, noticeLine } from './care-lines.ts';
import type { feedWords } from './words.ts';

export type FeedLine = {
  position: number;
  at: string;
  icon: IconName;
  tone: 'primary' | 'paused' | 'offline' | 'accent';
  title: string;
  detail: string | null;
};
type Words = Say<(typeof feedWords)['keys'][number]>;

const PICKUP_TITLE = { named: 'pickupNamed', code: 'pickupCode', withdrawn: 'pickupWithdrawn' } as const;

/** An event as a line of a parent's day; null for what is not worth one. */
export function lineOf(
  event: EventView,
  say: Words,
  timeZone: string | undefined,
  language: Language,
): FeedLine | null {
  const base = { position: event.position, at: event.at };
  switch (event.type) {
    case 'attendance:checked-in':
    case 'attendance:checked-out':
    case 'attendance:undone':
    case 'attendance:transferred':
    case 'attendance:corrected':
      return attendanceLine(event, base, say, timeZone);
    case 'health:checked':
      return healthLine(event, base, say, language);
    case 'health:followed-up':
      return followUpLine(event, base, say, language);
    case 'notice:given':
    case 'notice:withdrawn':
      return noticeLine(event, base, say, language);
    case 'alert:raised':
      return alertLine(event, base, say, timeZone);
    case 'camera:paused':
      return {
        ...base,
        icon: 'curtain',
        tone: 'paused',
        title: say('paused', { camera: event.cameraName }),
        detail: say('pausedLead', { time: clock(event.until, timeZone) }),
      };
    case 'camera:resumed':
      return {
        ...base,
        icon: 'eye',
        tone: 'paused',
        title: say('resumed', { camera: event.cameraName }),
        detail: null,
      };
    case 'camera:state':
      return cameraLine(event, base, say);
    case 'pickup:changed':
      if (event.what === 'photo') return null;
      return {
        ...base,
        icon: 'people',
        tone: 'primary',
        title: say(PICKUP_TITLE[event.what], { by: event.by, person: event.personName, child: event.childName }),
        detail: null,
      };
    case 'pickup:alarm':
    case 'pickup:alarm-known':
    case 'door:waiting':
    case 'attendance:contradicted':
    case 'attendance:moved-away':
    case 'alert:cleared':
    case 'room:checked':
    case 'look:reasoned':
    case 'look:known':
    case 'access:changed':
    case 'staffing:changed':
    case 'ratio:breached':
    case 'ratio:restored':
    case 'watching:changed':
    case 'register:changed':
      return null;
  }
}

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
