import { defineBook } from '../../shared/words/book.ts';

/** What an attendance record says of itself where it is unsent or refused. */
export const recordWords = defineBook(
  'attendance-records',
  {
    checkIn: '{name}入园',
    checkOut: '{name}离园',
    transfer: '{name}转班',
    undo: '撤销 {name}',
    correction: '{name}更正',
    saidAbsent: '{name}今天请假',
    saidLate: '{name}晚接，{time} 前',
    saidFetched: '今天{who}接{name}',
  },
  {
    checkIn: '{name} in',
    checkOut: '{name} out',
    transfer: '{name} to another room',
    undo: 'Undo {name}',
    correction: '{name} corrected',
    saidAbsent: '{name} absent today',
    saidLate: '{name} fetched late, by {time}',
    saidFetched: '{who} fetches {name} today',
  },
);
