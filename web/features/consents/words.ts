import { ScanFault } from '#contract/consents.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { defineBook, sayIn } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import type { Language } from '../../shared/words/language.ts';

/** Words about consents that families and administrators share. */
export const consentWords = defineBook(
  'consents',
  {
    agreement: '托管协议',
    insurance: '意外险',
    risk_notice: '风险告知',
    video: '视频同意',
    state_valid: '有效',
    state_missing: '未签',
    state_expired: '已到期',
    state_withdrawn: '已撤回',
    state_outdated: '要重新签',
    until: '有效至 {date}',
    forever: '有效至撤回为止',
    version: '第 {n} 版',
    fault_empty: '没有收到文件，请重新选择。',
    'fault_wrong-type': '只收照片（JPEG、PNG、WebP）或 PDF。',
    fault_heic: '这是 HEIC 照片，暂时读不了。请在手机相机设置里选“兼容性最佳”，或截图后上传。',
    fault_damaged: '照片读不出来，可能没有传完整。请重新拍一张。',
    'fault_too-many-pixels': '照片太大（超过 6400 万像素）。请用普通模式再拍一张。',
    'fault_pdf-incomplete': 'PDF 不完整，或后面还夹着别的内容。请重新导出后上传。',
    'fault_too-many-waiting': '已有很多材料在等园所核对，请先等一等。',
    'fault_too-large': '文件超过 10 MB，请压缩或重新拍一张。',
  },
  {
    agreement: 'Care agreement',
    insurance: 'Accident insurance',
    risk_notice: 'Risk notice',
    video: 'Video consent',
    state_valid: 'valid',
    state_missing: 'missing',
    state_expired: 'expired',
    state_withdrawn: 'withdrawn',
    state_outdated: 'sign again',
    until: 'Valid until {date}',
    forever: 'Valid until withdrawn',
    version: 'Version {n}',
    fault_empty: 'No file came. Please choose it again.',
    'fault_wrong-type': 'Only photographs (JPEG, PNG, WebP) or a PDF are taken.',
    fault_heic:
      'This is an HEIC photo, which cannot be read here. Choose "Most compatible" in the camera settings, or send a screenshot.',
    fault_damaged: 'The picture cannot be read; perhaps it broke off. Please take it again.',
    'fault_too-many-pixels': 'The picture is too large (over 64 megapixels). Please take it again in normal mode.',
    'fault_pdf-incomplete': 'The PDF is incomplete, or something else hangs on its end. Please export it again.',
    'fault_too-many-waiting': 'Many papers of this child wait for the nursery already. Please wait a little.',
    'fault_too-large': 'The file is over 10 MB. Please make it smaller or take the picture again.',
  },
);

/** Why a paper was not taken, or what else went wrong. */
export function paperSentence(error: unknown, language: Language): string {
  if (!(error instanceof ProblemError)) return errorSentence(error, language);
  if (error.problem.code === 'too-large') return sayIn(language, consentWords, 'fault_too-large');
  const fault = ScanFault.safeParse(error.problem.fields?.['file']);
  return fault.success ? sayIn(language, consentWords, `fault_${fault.data}`) : errorSentence(error, language);
}

const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };

/** A day with its year: papers run for years. An end at midnight is the day before it. */
export function dayOfPaper(at: string, language: Language, timeZone: string, { isEnd = false } = {}): string {
  const instant = new Date(Date.parse(at) - (isEnd ? 1 : 0));
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...DAY, timeZone }).format(instant);
}
