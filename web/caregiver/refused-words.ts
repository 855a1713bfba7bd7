import { defineBook } from '../shared/words/book.ts';

/** What was recorded and is not where it should be. */
export const refusedWords = defineBook(
  'caregiver-refused',
  {
    refused: '没有记下：{what}。{why}',
    refusedRead: '知道了',
    refusedMore: '还有 {n} 条没有记下。',
    onPageOnly: '这台平板存不下了：{n} 条记录只在这个页面里，这条提示消失以前请不要关掉或刷新页面。',
    unreadable: '有 {n} 条存着的记录读不出来，没有发出。请核对考勤，并告诉管理员。',
  },
  {
    refused: 'Not recorded: {what}. {why}',
    refusedRead: 'Read',
    refusedMore: '{n} more not recorded.',
    onPageOnly:
      'This tablet has no room left. Records on this page only: {n}. Do not close or reload it until this notice is gone.',
    unreadable:
      'Kept records that cannot be read and were not sent: {n}. Check the attendance, and tell an administrator.',
  },
);
