import { defineBook } from '../../shared/words/book.ts';

export const doorWords = defineBook(
  'door',
  {
    arrived: '到了',
    fetching: '来接',
    arrivedOf: '{child}到了',
    fetchingOf: '来接{child}',
    children: '您的孩子',
    none: '这个园所没有您的孩子。',
    done_arrived: '{child}已入园，{time}，{room}。',
    'done_already-here': '{child}已经在园了，{time} 入园。',
    done_announced: '已告诉{room}：您在门口等{child}。请等老师交接。',
    notPresent: '{child}现在不在园。',
  },
  {
    arrived: 'Here we are',
    fetching: 'I am fetching',
    arrivedOf: '{child} is here',
    fetchingOf: 'I am fetching {child}',
    children: 'Your children',
    none: 'You have no child at this nursery.',
    done_arrived: '{child} has arrived: {time}, {room}.',
    'done_already-here': '{child} is here already, since {time}.',
    done_announced: '{room} knows that you are at the entrance for {child}. A caregiver will hand over.',
    notPresent: '{child} is not at the nursery now.',
  },
);
