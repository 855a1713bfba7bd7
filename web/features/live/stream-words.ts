import { defineBook } from '../../shared/words/book.ts';
import type { StreamChoice, StreamName } from './next-stream.ts';

export const streamWords = defineBook(
  'stream',
  {
    quality: '画质',
    auto: '自动',
    clear: '清晰',
    saving: '省流',
    now: '自动 · {now}',
    label: '画质：{choice}。按 Q 键更换。',
    autoLead: '网络好时清晰，慢时省流',
    cost: '约 {amount}/小时',
    onlyOne: '这台摄像头现在只有一种画面，没有省流可选。',
    chosen: '画质：{choice}',
    fell: '网络较慢，已为您换成省流画面。好些了会自动换回来。',
  },
  {
    quality: 'Quality',
    auto: 'Auto',
    clear: 'Clear',
    saving: 'Saver',
    now: 'Auto · {now}',
    label: 'Quality: {choice}. Q changes it.',
    autoLead: 'As the network allows',
    cost: '≈ {amount} per hour',
    onlyOne: 'This camera has only one picture now, so there is no saver to choose.',
    chosen: 'Quality: {choice}',
    fell: 'Slow network: changed to the saver picture. It changes back by itself.',
  },
);

export const WORD_OF = { main: 'clear', sub: 'saving' } as const satisfies Record<StreamName, StreamChoice>;

const SECONDS_AN_HOUR = 3_600;
const MB = 1_000_000;

/** 0.18 GB is said as 180 MB; to two digits, for the picture itself changes its weight from minute to minute. */
export function weightOfAnHour(bitsPerSecond: number): string {
  const megabytes = (bitsPerSecond * SECONDS_AN_HOUR) / 8 / MB;
  if (megabytes >= 995) return `${(megabytes / 1_000).toFixed(1)} GB`;
  return `${Math.max(10, Math.round(megabytes / 10) * 10)} MB`;
}
