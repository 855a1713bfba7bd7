import type { AuditEntryView } from '#contract/audit.ts';
import { type RefusalReason, ViewEnd } from '#contract/refusal.ts';
import type { Language } from '../../shared/words/language.ts';
import { REASON_WORD } from '../access/reason-words.ts';

/** What each act is called. An act this version does not know shows as its code, so that no line is ever lost. */
const SENTENCE: Record<string, Record<Language, string>> = {
  'signed-in': { zh: '登录', en: 'signed in' },
  'sign-in-failed': { zh: '登录失败', en: 'failed to sign in' },
  'signed-out': { zh: '退出登录', en: 'signed out' },
  'signed-out-everywhere': { zh: '退出所有设备', en: 'signed out everywhere' },
  'refresh-token-reused': { zh: '登录凭证被重复使用，已全部退出', en: 'a sign-in was used twice; all ended' },
  'password-changed': { zh: '改了自己的密码', en: 'changed their password' },
  'password-reset': { zh: '重设密码', en: 'reset a password' },
  'pin-set': { zh: '设了平板密码', en: 'set a tablet PIN' },
  'person-added': { zh: '添加了人', en: 'added a person' },
  'person-suspended': { zh: '停用账号', en: 'suspended an account' },
  'person-readmitted': { zh: '恢复账号', en: 'resumed an account' },
  'administrator-created': { zh: '建立了第一个管理员', en: 'created the first administrator' },
  'role-given': { zh: '给了角色', en: 'gave a role' },
  'role-ended': { zh: '去掉角色', en: 'removed a role' },
  'device-made': { zh: '添加平板', en: 'added a tablet' },
  'device-paired': { zh: '平板连接上了', en: 'a tablet was connected' },
  'device-revoked': { zh: '停用平板', en: 'switched a tablet off' },
  'acting-started': { zh: '在平板上开始操作', en: 'began to act on a tablet' },
  'acting-stopped': { zh: '在平板上交班', en: 'handed a tablet over' },
  'wrong-pin': { zh: '有人输错了平板密码', en: 'a wrong PIN was entered' },
  'site-added': { zh: '新建园所', en: 'added a site' },
  'site-saved': { zh: '修改园所', en: 'changed a site' },
  'live-view-on': { zh: '开通在线观看', en: 'switched live view on' },
  'live-view-off': { zh: '关闭在线观看', en: 'switched live view off' },
  'classroom-added': { zh: '添加班级', en: 'added a room' },
  'classroom-saved': { zh: '修改班级', en: 'changed a room' },
  'camera-added': { zh: '添加摄像头', en: 'added a camera' },
  'camera-changed': { zh: '修改摄像头', en: 'changed a camera' },
  'camera-removed': { zh: '移除摄像头', en: 'removed a camera' },
  'camera-paused': { zh: '暂停观看', en: 'paused viewing' },
  'camera-resumed': { zh: '恢复观看', en: 'resumed viewing' },
  'person-saved': { zh: '改了名字或电话', en: 'changed a name or phone number' },
  'child-left': { zh: '登记孩子离开园所', en: 'recorded that a child left the nursery' },
  'child-saved': { zh: '修改孩子资料', en: "changed a child's particulars" },
  'child-enrolled-anew': { zh: '给孩子换班或改托管时间', en: "changed a child's room or hours" },
  'guardian-unlinked': { zh: '取消关联监护人', en: 'unlinked a guardian' },
  'child-added': { zh: '添加孩子', en: 'added a child' },
  'guardian-linked': { zh: '关联监护人', en: 'linked a guardian' },
  'consent-given': { zh: '登记同意', en: 'recorded a consent' },
  'consent-withdrawn': { zh: '登记撤回同意', en: 'recorded a withdrawn consent' },
  'right-withdrawn': { zh: '收回观看权利', en: 'withdrew the right to watch' },
  'custody-blocked': { zh: '登记监护限制', en: 'recorded a custody block' },
  'right-restored': { zh: '恢复权利', en: 'restored a right' },
  'grant-given': { zh: '临时放行', en: 'gave a grant' },
  'grant-withdrawn': { zh: '收回放行', en: 'took a grant back' },
  'viewing-denied': { zh: '停止观看', en: 'denied viewing' },
  'deny-lifted': { zh: '取消停止观看', en: 'lifted a denial' },
  'attendance-checked-in': { zh: '登记入园', en: 'checked in' },
  'attendance-checked-out': { zh: '登记离园', en: 'checked out' },
  'attendance-undone': { zh: '撤销出勤记录', en: 'took an attendance record back' },
  'pick-up-refused': { zh: '不许接走，没有交接', en: 'refused a pick-up' },
  'view-opened': { zh: '打开画面', en: 'opened a picture' },
  'view-ended': { zh: '画面结束', en: 'a picture ended' },
  'view-refused': { zh: '没能看', en: 'was not let in' },
};

type OtherEnd = Exclude<ViewEnd, RefusalReason>;

/** Why a picture ended, when nobody said no. */
const END_WORD: Record<OtherEnd, Record<Language, string>> = {
  'closed-by-viewer': { zh: '自己关的', en: 'closed by the viewer' },
  'socket-closed': { zh: '连接断开', en: 'connection closed' },
  'never-started': { zh: '没有接通', en: 'never connected' },
  'lease-expired': { zh: '没有续上', en: 'not renewed' },
  'media-restarted': { zh: '视频服务重启', en: 'video service restarted' },
  'camera-removed': { zh: '摄像头移除', en: 'camera removed' },
  'server-stopped': { zh: '系统更新', en: 'system update' },
};

function reasonWord(reason: unknown, language: Language): string | null {
  const end = ViewEnd.safeParse(reason);
  if (!end.success) return typeof reason === 'string' ? reason : null;
  return (isOtherEnd(end.data) ? END_WORD[end.data] : REASON_WORD[end.data])[language];
}

const isOtherEnd = (end: ViewEnd): end is OtherEnd => end in END_WORD;

export function auditSentence({ action, details }: AuditEntryView, language: Language): string {
  const sentence = SENTENCE[action]?.[language] ?? action;
  const reason = reasonWord(details['reason'], language);
  if (reason !== null) return `${sentence} · ${reason}`;
  const { endedViews, minutes } = details;
  if (typeof minutes === 'number') return `${sentence} · ${minutes} ${language === 'zh' ? '分钟' : 'min'}`;
  if (typeof endedViews === 'number' && endedViews > 0) {
    return `${sentence} · ${language === 'zh' ? `结束了 ${endedViews} 路观看` : `views ended: ${endedViews}`}`;
  }
  return sentence;
}
