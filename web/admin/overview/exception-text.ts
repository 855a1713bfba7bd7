import type { Exception } from '#contract/dashboard.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { Say } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { cameraName } from '../camera-name.ts';
import { FAULT_SENTENCE } from '../cameras/camera-sentences.ts';
import type { overviewWords } from './words.ts';

type SayOverview = Say<(typeof overviewWords)['keys'][number]>;
/** What it is, which one it is, and what is behind it or follows from it. */
type Text = { title: string; which: string; why: string | null };

type Kind = Exception['kind'];
type TextOf<K extends Kind> = (of: Extract<Exception, { kind: K }>, say: SayOverview, language: Language) => Text;

// The compiler asks for words when the server learns of something new.
const TEXT: { [K in Kind]: TextOf<K> } = {
  camera: ({ hasBeenLive, phase, fault, classroomName, cameraName: name }, say, language) => ({
    title: say(hasBeenLive ? `camera_${phase}` : 'cameraNoPicture'),
    which: cameraName(classroomName, name),
    why: fault && FAULT_SENTENCE[fault][language],
  }),
  'over-capacity': ({ classroomName: room, present: n, capacity }, say) => ({
    title: say('overCapacity'),
    which: say('overCapacityOf', { room, n, capacity }),
    why: say('capacityRule'),
  }),
  'over-ratio': ({ classroomName: room, present: n, caregivers, ratio }, say) => ({
    title: say('overRatio'),
    which: say('overRatioOf', { room, n, caregivers, ratio }),
    why: say('ratioRule'),
  }),
  'staff-unrecorded': ({ n }, say) => ({
    title: say('unrecorded'),
    which: say('unrecordedOf', { n }),
    why: say('unrecordedWhy'),
  }),
  'room-blocked': ({ classroomName: room, isNow, children, staff, guardians: n }, say) => ({
    title: say('blocked'),
    which: say(isNow ? 'blockedNow' : 'blockedLater', { room, n }),
    why: [children > 0 && say('lackChildren', { n: children }), staff > 0 && say('lackStaff', { n: staff })]
      .filter(Boolean)
      .join(say('and')),
  }),
  setup: ({ step, n }, say) => ({ title: say(`setup_${step}`, { n }), which: say(`setupSays_${step}`), why: null }),
  'no-signage': ({ n }, say) => ({ title: say('noSignage'), which: say('noSignageOf', { n }), why: null }),
  'scans-waiting': ({ n }, say) => ({ title: say('scans'), which: say('scansOf', { n }), why: null }),
  tablet: ({ name, nth, classroomName: room, isExpired }, say) => ({
    title: say(isExpired ? 'tabletExpired' : 'tablet'),
    which: say('tabletWaits', { room, name: nth === null ? name : `${name} ${nth}` }),
    why: null,
  }),
  look: ({ by, classroomName, cameraName: name, reason, n }, say) => ({
    title: say('look'),
    which: say(n > 1 ? 'lookOfTimes' : 'lookOf', { by, camera: cameraName(classroomName, name), n }),
    why: say('lookWhy', { reason }),
  }),
  'pickup-alarm': ({ what, personName: person, childName: child, classroomName: room, by }, say) => ({
    title: say('alarm'),
    which: say(`alarm_${what}`, { person, child, by }),
    why: say(`alarmWhy_${what}`, { room, by }),
  }),
};

export function textOf(exception: Exception, say: SayOverview, language: Language): Text {
  // Each kind's own words take that kind alone, which the map's union cannot tell.
  const text = TEXT[exception.kind] as TextOf<Kind>;
  return text(exception, say, language);
}

type Mark = { icon: IconName; tone: 'offline' | 'stalled' | 'accent' | 'refused' };

/** Told apart by shape as well as by colour. */
export function markOf(exception: Exception): Mark {
  switch (exception.kind) {
    case 'camera':
      if (!exception.hasBeenLive) return { icon: 'hourglass', tone: 'refused' };
      return exception.phase === 'offline' ? { icon: 'plug', tone: 'offline' } : { icon: 'hourglass', tone: 'stalled' };
    case 'over-capacity':
    case 'over-ratio':
      return { icon: 'people', tone: 'offline' };
    case 'staff-unrecorded':
      return { icon: 'people', tone: 'stalled' };
    case 'room-blocked':
      return { icon: 'shield', tone: exception.isNow ? 'stalled' : 'refused' };
    case 'pickup-alarm':
      return { icon: 'alarm', tone: 'offline' };
    case 'look':
      return { icon: 'eye', tone: 'accent' };
    case 'scans-waiting':
      return { icon: 'list', tone: 'stalled' };
    case 'tablet':
      return { icon: 'window', tone: 'refused' };
    case 'no-signage':
      return { icon: 'camera', tone: 'refused' };
    case 'setup':
      return { icon: 'building', tone: 'refused' };
  }
}
