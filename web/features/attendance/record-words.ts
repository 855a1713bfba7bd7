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
  },
  {
    checkIn: '{name} in',
    checkOut: '{name} out',
    transfer: '{name} to another room',
    undo: 'Undo {name}',
    correction: '{name} corrected',
  },
);
