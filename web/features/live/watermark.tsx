import { useNow } from '../../shared/use-now.ts';
import { clockWithSeconds } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { liveWords } from './words.ts';

export type WatermarkProps = { name: string; tail: string; timeZone: string };

/** Who watches, and when, over the picture; it moves, so that it cannot simply be cut off a photograph of the screen. */
export function Watermark({ name, tail, timeZone }: WatermarkProps) {
  const say = useWords(liveWords);
  const now = useNow(1_000);
  return (
    <div className="live-watermark" aria-hidden="true">
      {tail === '' ? name : say('watermark', { name, tail })}
      <br />
      {clockWithSeconds(now, timeZone)}
    </div>
  );
}
