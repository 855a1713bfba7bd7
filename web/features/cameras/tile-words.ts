import { defineBook } from '../../shared/words/book.ts';

export const tileWords = defineBook(
  'tile',
  {
    look: '看一眼',
    canWatch: '可观看 · 到 {time}',
    spokenOpen: '{name}，可观看，到 {time}',
    spokenShut: '{name}，{sentence}',
    asOf: '画面截至 {time}',
    noPoster: '画面准备中',
    watching: '正在观看',
    switchTo: '点一下换到这里',
    pausedUntil: '暂停，约 {time} 恢复',
  },
  {
    look: 'Have a look',
    canWatch: 'Open · until {time}',
    spokenOpen: '{name}, open until {time}',
    spokenShut: '{name}: {sentence}',
    asOf: 'Picture of {time}',
    noPoster: 'Picture is being prepared',
    watching: 'Watching now',
    switchTo: 'Tap to switch here',
    pausedUntil: 'Paused, back about {time}',
  },
);
