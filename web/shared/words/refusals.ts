import type { PublicRefusal, Refusal, ViewEnd } from '#contract/refusal.ts';
import { clockAndDay, clockOfEnd, dayName } from '../time.ts';
import type { PatternName } from '../ui/patterns.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { Language } from './language.ts';

/** What a sentence may need, written out in the site's zone. Each part may be missing, and the sentence still reads well. */
type Facts = {
  child?: string;
  room?: string;
  employer?: string;
  n?: number;
  from?: string;
  to?: string;
  next?: string;
  nextDay?: string;
};
type Sentence = (facts: Facts) => string;

const zhSpan = ({ from, to }: Facts): string => (from && to ? `${from} – ${to}` : '');
const zhNext = ({ next }: Facts): string => (next ? `，下次 ${next}` : '');

// The compiler asks for a sentence when the server learns a new reason.
const ZH: Record<PublicRefusal, Sentence> = {
  'not-available': () => '暂不可观看，请联系园所。',
  'site-live-off': () => '本园所没有开通在线观看。',
  'account-inactive': () => '您的账号已停用，请联系园所。',
  'second-factor-needed': () => '请先完成两步验证。',
  'child-not-arrived': ({ child = '孩子' }) => `${child}入园后即可观看。`,
  'child-left': ({ child = '孩子', to }) => `${child}已${to ? `于 ${to} ` : ''}离园，今天的观看结束了。`,
  'child-elsewhere': ({ child = '孩子', room = '别的班级' }) => `${child}现在在${room}。`,
  'agreement-invalid': () => '托管协议未签或已到期。签好后即可观看。',
  'insurance-invalid': ({ child = '孩子' }) => `${child}的意外险已过期。更新保单后即可观看。`,
  'risk-notice-unread': () => '有一份新的风险告知需要您确认。',
  'video-consent-invalid': () => '视频同意未签或已到期。重新签署后即可观看。',
  'site-closed': ({ nextDay }) => (nextDay ? `今天闭园，${nextDay} 开放。` : '今天闭园。'),
  'outside-window': (facts) => (zhSpan(facts) ? `还没到开放时间，${zhSpan(facts)} 开放。` : '还没到开放时间。'),
  'window-over': (facts) => `今天的观看时段已结束${zhNext(facts)}。`,
  'outside-session': (facts) =>
    zhSpan(facts)
      ? `${facts.child ?? '孩子'}今天的托管时间是 ${zhSpan(facts)}。`
      : `现在不是${facts.child ?? '孩子'}的托管时间。`,
  'network-not-allowed': ({ employer }) => `只能在${employer ?? '公司'}的办公网络里观看。`,
  'camera-paused': ({ to }) => `老师正在照护孩子，${to ? `约 ${to} ` : '稍后'}恢复。`,
  'camera-offline': () => '摄像头离线，园所已收到通知。恢复后画面会自动出现。',
  'room-consent-incomplete': () => '班级的视频同意还没齐，园所正在办理。',
  'minutes-used-up': ({ n, next }) =>
    `今天的${n === undefined ? '观看时间' : ` ${n} 分钟`}已看完${next ? `，${next} 再见` : ''}。`,
  'too-many-streams': ({ n = 1 }) => `同时只能看 ${n} 路。停下另一路后，这里会自动打开。`,
  'grant-ended': ({ to }) => (to ? `这次访问已于 ${to} 到期。` : '这次访问已到期。'),
  'reason-needed': ({ n }) =>
    n === 0
      ? '查看前请写明原因。原因会写进审计；这里没有别的负责人，所以没有第二个人会收到通知。'
      : '查看前请写明原因，另一位负责人会收到通知。',
  'cannot-decide': () => '现在无法确认权限，正在重试。',
  'signed-out': () => '您已在别处退出。',
};

const EN: Record<PublicRefusal, Sentence> = {
  'not-available': () => 'Not available right now. Please contact the nursery.',
  'site-live-off': () => 'This nursery does not offer live view.',
  'account-inactive': () => 'Your account is inactive. Please contact the nursery.',
  'second-factor-needed': () => 'Please complete the second sign-in step.',
  'child-not-arrived': ({ child = 'your child' }) => `Viewing opens when ${child} has arrived.`,
  'child-left': ({ child = 'Your child', to }) => `${child} left${to ? ` at ${to}` : ''}. Viewing has ended for today.`,
  'child-elsewhere': ({ child = 'Your child', room = 'another room' }) => `${child} is in ${room} now.`,
  'agreement-invalid': () => 'The care agreement is missing or has expired.',
  'insurance-invalid': ({ child }) =>
    `${child ? `${child}'s` : 'The'} accident insurance has expired. Viewing returns with a new policy.`,
  'risk-notice-unread': () => 'A new risk notice needs your confirmation.',
  'video-consent-invalid': () => 'Video consent is missing or has expired.',
  'site-closed': ({ nextDay }) => (nextDay ? `Closed today. Opens ${nextDay}.` : 'Closed today.'),
  'outside-window': (facts) => (zhSpan(facts) ? `Not open yet: ${zhSpan(facts)}.` : 'Not open yet.'),
  'window-over': ({ next }) => `Viewing is over for today.${next ? ` Next: ${next}.` : ''}`,
  'outside-session': (facts) =>
    zhSpan(facts)
      ? `${facts.child ?? 'Your child'}'s session today is ${zhSpan(facts)}.`
      : `Outside of ${facts.child ?? 'your child'}'s session.`,
  'network-not-allowed': ({ employer }) =>
    `Viewing works on ${employer ? `${employer}'s` : 'the'} office network only.`,
  'camera-paused': ({ to }) => `A private moment. Back ${to ? `at about ${to}` : 'soon'}.`,
  'camera-offline': () => 'Camera offline. The nursery knows; the picture will return by itself.',
  'room-consent-incomplete': () => "The room's consents are not complete yet. The nursery is on it.",
  'minutes-used-up': ({ n, next }) =>
    `Today's ${n === undefined ? 'time is' : `${n} minutes are`} used up.${next ? ` See you ${next}.` : ''}`,
  'too-many-streams': ({ n = 1 }) => `Only ${n} at once. When you stop another picture, this one opens by itself.`,
  'grant-ended': ({ to }) => `This access ended${to ? ` at ${to}` : ''}.`,
  'reason-needed': ({ n }) =>
    n === 0
      ? 'State a reason first; it is kept in the audit. There is no other administrator here who could be told.'
      : 'State a reason first; a second person will be told.',
  'cannot-decide': () => 'Permission cannot be confirmed right now. Retrying.',
  'signed-out': () => 'You were signed out elsewhere.',
};

/** The sentence of a no, as its reader sees it; names and times stand in it, in the site's zone. */
export function refusalSentence(refusal: Refusal, language: Language, now = new Date()): string {
  const zone = refusal.timeZone;
  const named = (at: string | undefined) => (at === undefined ? undefined : clockAndDay(at, language, zone, now));
  const spanEnd = refusal.from === undefined ? named(refusal.to) : refusal.to && clockOfEnd(refusal.to, zone);
  const all = {
    child: refusal.child,
    room: refusal.room,
    employer: refusal.employer,
    n: refusal.n,
    from: named(refusal.from),
    to: spanEnd,
    next: named(refusal.next),
    nextDay: refusal.next && dayName(refusal.next, language, zone),
  };
  const known = Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  ) as Facts;
  return (language === 'zh' ? ZH : EN)[refusal.code](known);
}

/** How a no looks: the drawn pattern, its icon, and the word on the pill. */
export type RefusalLook = { pattern: PatternName; icon: IconName; tone: 'paused' | 'offline' | 'refused' };

const NOT_YET: ReadonlySet<PublicRefusal> = new Set([
  'child-not-arrived',
  'site-closed',
  'outside-window',
  'window-over',
  'outside-session',
  'minutes-used-up',
]);

export function refusalLook(code: PublicRefusal): RefusalLook {
  if (code === 'camera-paused') return { pattern: 'curtain', icon: 'curtain', tone: 'paused' };
  if (code === 'camera-offline') return { pattern: 'bars', icon: 'plug', tone: 'offline' };
  if (NOT_YET.has(code)) return { pattern: 'arcs', icon: 'clock', tone: 'refused' };
  return { pattern: 'dots', icon: 'lock', tone: 'refused' };
}

type Title = Record<Language, (child: string | undefined) => string>;
const said = (zh: string, en: string): Title => ({ zh: () => zh, en: () => en });

const OVER = said('今天的观看结束了', 'Over for today');
const CLOSED_HOUR = said('还没到开放时间', 'Not open yet');
/** Headlines that say more than "not available": a child who is not here is another matter than an hour. */
const TITLE: Partial<Record<PublicRefusal, Title>> = {
  'camera-paused': said('隐私时段暂停', 'Private moment'),
  'camera-offline': said('摄像头暂时离线', 'Camera offline'),
  'child-not-arrived': {
    zh: (child) => `${child ?? '孩子'}还没有入园`,
    en: (child) => `${child ?? 'Your child'} has not arrived yet`,
  },
  'child-elsewhere': {
    zh: (child) => `${child ?? '孩子'}不在这个班级`,
    en: (child) => `${child ?? 'Your child'} is in another room`,
  },
  'child-left': OVER,
  'window-over': OVER,
  'minutes-used-up': OVER,
  'site-closed': said('今天闭园', 'Closed today'),
  'outside-window': CLOSED_HOUR,
  'outside-session': said('现在不是托管时间', 'Outside of the session'),
  'too-many-streams': said('别处正在观看', 'Watching elsewhere'),
  'reason-needed': said('请先写明原因', 'State a reason first'),
  'cannot-decide': said('正在确认权限', 'Checking permission'),
  'signed-out': said('已退出登录', 'Signed out'),
};
const OTHERWISE = said('现在不能观看', 'Not available');

/** The headline above the sentence. */
export function refusalTitle({ code, child }: Pick<Refusal, 'code' | 'child'>, language: Language): string {
  return (TITLE[code] ?? OTHERWISE)[language](child);
}

type OtherEnd = Exclude<
  ViewEnd,
  | Refusal['code']
  | 'custody-block'
  | 'right-withdrawn'
  | 'explicit-deny'
  | 'camera-disabled'
  | 'camera-area-forbidden'
  | 'not-linked'
  | 'out-of-scope'
>;

/** Ends that are nobody's no. */
const END: Record<OtherEnd, Record<Language, string>> = {
  'closed-by-viewer': { zh: '您停下了画面。', en: 'You stopped the picture.' },
  'socket-closed': { zh: '连接断开了，正在重连。', en: 'The connection broke; reconnecting.' },
  'never-started': { zh: '画面没能接通，正在重试。', en: 'The picture could not be connected; trying again.' },
  'lease-expired': {
    zh: '画面停得太久，正在重新接通。',
    en: 'The picture stood still for too long; connecting again.',
  },
  'media-restarted': { zh: '视频服务重启了，马上回来。', en: 'The video service restarted; back in a moment.' },
  'camera-removed': { zh: '这个摄像头已撤下。', en: 'This camera has been removed.' },
  'server-stopped': { zh: '系统正在更新，马上回来。', en: 'The system is being updated; back in a moment.' },
};

const isOtherEnd = (reason: ViewEnd): reason is OtherEnd => reason in END;

/** Why a picture ended, without the "ended:" before it. */
export function endSentence(reason: ViewEnd, refusal: Refusal | null, language: Language, now = new Date()): string {
  if (refusal) return refusalSentence(refusal, language, now);
  if (isOtherEnd(reason)) return END[reason][language];
  return refusalSentence({ code: 'not-available' }, language, now);
}
