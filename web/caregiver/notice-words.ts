import { defineBook } from '../shared/words/book.ts';

/** Of what a family says on the phone, written down by the room. */
export const noticeWords = defineBook(
  'caregiver-notice',
  {
    title: '家长来话：{name}',
    absent: '今天不来，因为',
    reason_sick: '生病',
    reason_family: '家里有事',
    reason_other: '其他原因',
    late: '今天晚接',
    until: '{time} 前',
    fetched: '今天谁来接',
    lead: '点一下就记下，家长也会看到。',
  },
  {
    title: 'The family called: {name}',
    absent: 'Not coming today',
    reason_sick: 'Sick',
    reason_family: 'Family matters',
    reason_other: 'Another reason',
    late: 'Fetched late today',
    until: 'by {time}',
    fetched: 'Who fetches today',
    lead: 'One tap writes it down; the family reads it as well.',
  },
);
