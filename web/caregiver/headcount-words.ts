import { defineBook } from '../shared/words/book.ts';

export const headcountWords = defineBook(
  'caregiver-headcount',
  {
    title: '应急点名 · {time} 开始',
    nobody: '现在没有人在园。',
    isSeen: '看到了',
    notSeen: '还没看到',
    seen: '看到 {n} / {all}',
    missing: '还差 {n} 人：{names}',
    complete: '都在，一个不少',
    anew: '重新点',
    finish: '点名结束',
    staff: '老师',
    separator: '、',
  },
  {
    title: 'Headcount · begun {time}',
    nobody: 'Nobody is here now.',
    isSeen: 'Seen',
    notSeen: 'Not seen yet',
    seen: '{n} of {all} seen',
    missing: '{n} missing: {names}',
    complete: 'Everybody is here',
    anew: 'Begin again',
    finish: 'Finish',
    staff: 'staff',
    separator: ', ',
  },
);
