import { auditWords } from '#contract/audit-actions.ts';
import type { AuditEntryView } from '#contract/audit.ts';
import { type RefusalReason, ViewEnd } from '#contract/refusal.ts';
import type { Language } from '../../shared/words/language.ts';
import { REASON_WORD } from '../access/reason-words.ts';

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

/** An act this version does not know shows as its code, so that no line is ever lost. */
export function auditSentence({ action, details }: AuditEntryView, language: Language): string {
  const sentence = auditWords(action)?.[language] ?? action;
  const reason = reasonWord(details['reason'], language);
  if (reason !== null) return `${sentence} · ${reason}`;
  const { endedViews, minutes, rows } = details;
  if (action === 'audit-checked') return `${sentence} · ${chainWord(details, language)}`;
  if (action === 'audit-exported') return `${sentence} · ${language === 'zh' ? `${rows} 条` : `entries: ${rows}`}`;
  if (typeof minutes === 'number') return `${sentence} · ${minutes} ${language === 'zh' ? '分钟' : 'min'}`;
  if (typeof endedViews === 'number' && endedViews > 0) {
    return `${sentence} · ${language === 'zh' ? `结束了 ${endedViews} 路观看` : `views ended: ${endedViews}`}`;
  }
  return sentence;
}

function chainWord({ brokenAt, isWhole }: AuditEntryView['details'], language: Language): string {
  if (typeof brokenAt === 'number')
    return language === 'zh' ? `在第 ${brokenAt} 条断开` : `broken at entry ${brokenAt}`;
  if (isWhole === false) return language === 'zh' ? '已断开' : 'broken';
  return language === 'zh' ? '完整' : 'intact';
}
