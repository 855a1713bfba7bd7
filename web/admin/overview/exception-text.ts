import type { AlertKind } from '#contract/alerts.ts';
import type { Exception } from '#contract/dashboard.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { type Say, sayIn, type Values } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { cameraName } from '../camera-name.ts';
import { FAULT_SENTENCE } from '../cameras/camera-sentences.ts';
import { incidentExceptionWords } from './incident-words.ts';
import type { overviewWords } from './words.ts';

type SayOverview = Say<(typeof overviewWords)['keys'][number]>;
/** What it is, which one it is, and what is behind it or follows from it. */
type Text = { title: string; which: string; why: string | null };

type Kind = Exception['kind'];
type TextOf<K extends Kind> = (of: Extract<Exception, { kind: K }>, say: SayOverview, language: Language) => Text;

type IncidentWord = (typeof incidentExceptionWords)['keys'][number];
type Word = (typeof overviewWords)['keys'][number];
const ALERT_TITLE = {
  late: 'alertAbsent',
  absent: 'alertAbsent',
  overstay: 'alertStay',
  late_pickup: 'alertStay',
  sleep_check: 'alertSleep',
  daily_check: 'alertTask',
  health: 'alertHealth',
} as const satisfies Record<AlertKind, Word>;
const ALERT_WHY = {
  late: 'alertFamilyTold',
  absent: 'alertFamilyTold',
  overstay: 'alertFamilyTold',
  late_pickup: 'alertFamilyTold',
  sleep_check: 'alertRoomTold',
  daily_check: 'alertRoomTold',
  health: 'alertHealthTold',
} as const satisfies Record<AlertKind, Word>;

const TITLE = {
  call: () => 'call',
  open: () => 'graveOpen',
  overdue: () => 'review',
  review: (isGrave: boolean) => (isGrave ? 'graveReview' : 'review'),
} as const satisfies Record<string, (isGrave: boolean) => IncidentWord>;

// The compiler asks for words when the server learns of something new.
const TEXT: { [K in Kind]: TextOf<K> } = {
  camera: ({ hasBeenLive, phase, fault, classroomName, cameraName: name }, say, language) => ({
    title: say(hasBeenLive ? `camera_${phase}` : 'cameraNoPicture'),
    which: cameraName(classroomName, name),
    why: fault && FAULT_SENTENCE[fault][language],
  }),
  alert: ({ alert, classroomName: room, names }, say) => ({
    title: say(ALERT_TITLE[alert]),
    which: names.length === 0 ? room : say('alertOf', { room, names: names.join(say('listed')) }),
    why: say(ALERT_WHY[alert]),
  }),
  incident: ({ incidentKind, isGrave, names, classroomName: room, number, what, why }, _say, language) => {
    const say = (key: IncidentWord, values: Values = {}) => sayIn(language, incidentExceptionWords, key, values);
    const kind = sayIn(language, incidentWords, `kind_${incidentKind}`);
    return {
      title: say(why !== null && what !== 'call' ? why : TITLE[what](isGrave)),
      which: say(names.length === 0 ? 'whichRoom' : 'which', { kind, room, names: names.join(say('listed')) }),
      why: say(what === 'call' ? (why ? 'callOver' : 'callFirst') : 'number', { number }),
    };
  },
  concern: ({ receipt }, say) => ({
    title: say('concern'),
    which: say('concernOf', { receipt }),
    why: say('concernWhy'),
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
const MARK: Record<Exclude<Kind, 'camera' | 'room-blocked' | 'alert' | 'incident'>, Mark> = {
  'over-capacity': { icon: 'people', tone: 'offline' },
  'over-ratio': { icon: 'people', tone: 'offline' },
  'staff-unrecorded': { icon: 'people', tone: 'stalled' },
  concern: { icon: 'shield', tone: 'offline' },
  'pickup-alarm': { icon: 'alarm', tone: 'offline' },
  look: { icon: 'eye', tone: 'accent' },
  'scans-waiting': { icon: 'list', tone: 'stalled' },
  tablet: { icon: 'window', tone: 'refused' },
  'no-signage': { icon: 'camera', tone: 'refused' },
  setup: { icon: 'building', tone: 'refused' },
};

export function markOf(exception: Exception): Mark {
  if (exception.kind === 'alert')
    return { icon: 'clock', tone: exception.alert === 'daily_check' ? 'stalled' : 'offline' };
  if (exception.kind === 'incident') return { icon: 'flag', tone: exception.what === 'review' ? 'accent' : 'offline' };
  if (exception.kind === 'room-blocked') return { icon: 'shield', tone: exception.isNow ? 'stalled' : 'refused' };
  if (exception.kind !== 'camera') return MARK[exception.kind];
  if (!exception.hasBeenLive) return { icon: 'hourglass', tone: 'refused' };
  return exception.phase === 'offline' ? { icon: 'plug', tone: 'offline' } : { icon: 'hourglass', tone: 'stalled' };
}
