import { defineBook } from '../../shared/words/book.ts';

/** What a check says of itself where it is unsent, refused or taken back; and what kinds of daily checks are called. */
export const checkWords = defineBook(
  'room-checks',
  {
    sleepBegan: '午睡开始',
    sleepChecked: '午睡全部看过',
    sleepEnded: '午睡结束',
    taskDone: '{name}，做好了',
    undo: '撤销：{what}',
    patrol: '巡查',
    cleaning: '保洁',
    disinfection: '消毒',
  },
  {
    sleepBegan: 'Nap began',
    sleepChecked: 'All sleepers looked at',
    sleepEnded: 'Nap ended',
    taskDone: '{name}: done',
    undo: 'Undo: {what}',
    patrol: 'Round',
    cleaning: 'Cleaning',
    disinfection: 'Disinfection',
  },
);
