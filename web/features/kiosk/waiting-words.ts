import { defineBook } from '../../shared/words/book.ts';

export const waitingWords = defineBook(
  'door-waiting',
  {
    waiting: '{relation} {by} 在门口接{child} · {time}',
    handOver: '交接{child}',
    known: '知道了',
  },
  {
    waiting: '{by} ({relation}) is at the entrance for {child} · {time}',
    handOver: 'Hand {child} over',
    known: 'OK',
  },
);
