import type { RefusalReason } from '#contract/refusal.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { Language } from '../../shared/words/language.ts';

type InBoth = Record<Language, string>;

export { REASON_WORD } from '#contract/reason-words.ts';

/** For the drawer: the whole reason, and what mends it. */
export const REASON_SENTENCE: Record<RefusalReason, InBoth> = {
  'not-available': { zh: '现在不可观看。', en: 'Not available now.' },
  'site-live-off': {
    zh: '园所没有开通在线观看。到“园所与班级”里开通。',
    en: 'Live view of the site is off. Switch it on under “Sites and rooms”.',
  },
  'account-inactive': {
    zh: '账号已停用。到“员工与平板”里恢复。',
    en: 'The account is suspended. Resume it under “Staff and tablets”.',
  },
  'second-factor-needed': {
    zh: '还没有完成两步验证，要本人来做。',
    en: 'The second sign-in step is missing; only the person can do it.',
  },
  'child-not-arrived': {
    zh: '孩子还没入园。入园后自动可看。',
    en: 'The child has not arrived. It opens by itself on arrival.',
  },
  'child-left': { zh: '孩子今天已离园。', en: 'The child has left for today.' },
  'child-elsewhere': {
    zh: '孩子现在在别的班级，看那边的画面。',
    en: 'The child is in another room now, and can be seen there.',
  },
  'agreement-invalid': {
    zh: '托管协议没有或过期。到“同意书”里登记。',
    en: 'The care agreement is missing or expired. Record it under “Consents”.',
  },
  'insurance-invalid': {
    zh: '意外险没有或过期。到“同意书”里登记新保单。',
    en: 'Accident insurance is missing or expired. Record the new policy under “Consents”.',
  },
  'risk-notice-unread': {
    zh: '风险告知还没确认。到“同意书”里登记。',
    en: 'The risk notice is unconfirmed. Record it under “Consents”.',
  },
  'video-consent-invalid': {
    zh: '视频同意没有或过期。到“同意书”里登记。',
    en: 'Video consent is missing or expired. Record it under “Consents”.',
  },
  'site-closed': { zh: '今天闭园。', en: 'The site is closed today.' },
  'outside-window': {
    zh: '还没到观看时段。时段在“园所与班级”里改。',
    en: 'The viewing window has not begun. Windows are set under “Sites and rooms”.',
  },
  'window-over': { zh: '今天的观看时段已过。', en: 'Viewing is over for today.' },
  'outside-session': { zh: '不在孩子今天的托管时间里。', en: "Outside of the child's session today." },
  'network-not-allowed': { zh: '不在单位的办公网络里。', en: "Not on the employer's office network." },
  'camera-paused': {
    zh: '老师暂停了这台摄像头，到点自动恢复。',
    en: 'Staff have paused this camera; it resumes by itself.',
  },
  'camera-offline': { zh: '摄像头离线。到“摄像头”里看原因。', en: 'The camera is offline. See why under “Cameras”.' },
  'room-consent-incomplete': {
    zh: '班里还有人的视频同意没齐（严格模式）。',
    en: "Someone's video consent in this room is missing (strict mode).",
  },
  'minutes-used-up': { zh: '今天的观看分钟用完了。', en: "Today's minutes are used up." },
  'too-many-streams': { zh: '同时看的路数满了。', en: 'Too many pictures at once.' },
  'grant-ended': { zh: '临时放行到期了。', en: 'The grant has ended.' },
  'reason-needed': { zh: '员工要先写明原因。', en: 'Staff must state a reason first.' },
  'cannot-decide': { zh: '现在无法确认，请稍后再看。', en: 'It cannot be decided right now; look again in a moment.' },
  'signed-out': { zh: '没有登录。', en: 'Not signed in.' },
  'custody-block': {
    zh: '监护限制：观看和接送都停。家长那边看不出原因。',
    en: 'Custody block: viewing and picking up are stopped. The person is not told why.',
  },
  'right-withdrawn': {
    zh: '观看权利已收回。家长那边看不出原因。',
    en: 'The right to watch was withdrawn. The person is not told why.',
  },
  'explicit-deny': {
    zh: '已停止这个人观看。家长那边看不出原因。',
    en: 'Viewing was denied to this person. They are not told why.',
  },
  'camera-disabled': {
    zh: '摄像头停用了。到“摄像头”里启用。',
    en: 'The camera is switched off. Switch it on under “Cameras”.',
  },
  'camera-area-forbidden': { zh: '这个区域法律不允许观看。', en: 'The law allows no viewing of this area.' },
  'not-linked': { zh: '这个人的孩子不在这个班。', en: "None of this person's children is of this room." },
  'out-of-scope': { zh: '不在这个人的职责范围内。', en: "Outside of this person's duties." },
};

const CLOCK: IconName = 'clock';
const PAPER: IconName = 'shield';
const ICONS: Partial<Record<RefusalReason, IconName>> = {
  'outside-window': CLOCK,
  'window-over': CLOCK,
  'outside-session': CLOCK,
  'site-closed': CLOCK,
  'minutes-used-up': 'hourglass',
  'child-not-arrived': 'person',
  'child-left': 'leave',
  'child-elsewhere': 'person',
  'agreement-invalid': PAPER,
  'insurance-invalid': PAPER,
  'risk-notice-unread': PAPER,
  'video-consent-invalid': PAPER,
  'room-consent-incomplete': PAPER,
  'network-not-allowed': 'wifi',
  'camera-paused': 'curtain',
  'camera-offline': 'plug',
  'camera-disabled': 'plug',
  'custody-block': 'stop',
  'explicit-deny': 'stop',
};

export const reasonIcon = (reason: RefusalReason): IconName => ICONS[reason] ?? 'lock';
