import { Bar } from '../shared/ui/bar.tsx';
import { useWords } from '../shared/words/book.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';

export function OfflineBar({ unsentCount }: { unsentCount: number }) {
  const say = useWords(caregiverWords);
  return useAway() ? <Bar icon="wifi">{say('offline', { n: unsentCount })}</Bar> : null;
}
