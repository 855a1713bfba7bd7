import { isProblem, ProblemError } from '../problem-error.ts';
import { defineBook, sayIn } from './book.ts';
import type { Language } from './language.ts';

/** Words that every face uses. */
export const commonWords = defineBook(
  'common',
  {
    unreachable: '现在连不上，请检查网络。我们会继续重试。',
    unexpected: '出了点问题。请再试一次。',
    throttled: '试得太频繁，{n} 分钟后再试。',
    problemWithId: '{sentence}（编号 {id}）',
    away: '连接断开，正在重连 · 内容截至 {time}',
    loading: '正在读取…',
    again: '再试一次',
    close: '关闭',
    save: '保存',
    live: '直播中',
    paused: '已暂停',
    offline: '离线 {n} 分钟',
    offlineNow: '离线',
    refused: '不可观看',
    connecting: '接通中',
    stalled: '停住 {n} 秒',
  },
  {
    unreachable: 'No connection right now. Please check the network; we keep trying.',
    unexpected: 'Something went wrong. Please try again.',
    throttled: 'Too many tries. Try again in {n} min.',
    problemWithId: '{sentence} (no. {id})',
    away: 'Connection lost, reconnecting · as of {time}',
    loading: 'Loading…',
    again: 'Try again',
    close: 'Close',
    save: 'Save',
    live: 'Live',
    paused: 'Paused',
    offline: 'Offline {n} min',
    offlineNow: 'Offline',
    refused: 'Not available',
    connecting: 'Connecting',
    stalled: 'Stalled {n} s',
  },
);

/** What to tell about anything that can go wrong with a request. */
export function errorSentence(error: unknown, language: Language): string {
  if (isProblem(error, 'too-many-tries') && error.problem.retryAfterSeconds !== undefined) {
    return sayIn(language, commonWords, 'throttled', {
      n: Math.max(1, Math.ceil(error.problem.retryAfterSeconds / 60)),
    });
  }
  if (isProblem(error, 'internal')) {
    return sayIn(language, commonWords, 'problemWithId', {
      sentence: error.problem.message[language],
      id: error.problem.id,
    });
  }
  if (error instanceof ProblemError) return error.problem.message[language];
  return sayIn(
    language,
    commonWords,
    error instanceof Error && error.name === 'Unreachable' ? 'unreachable' : 'unexpected',
  );
}
