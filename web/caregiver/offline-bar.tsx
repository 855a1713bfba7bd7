import { useConnection } from '../shared/socket.ts';
import { Bar } from '../shared/ui/bar.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** Most breaks mend by themselves before anyone should be told. */
const SHOWN_AFTER_MS = 3_000;

export function OfflineBar({ unsentCount }: { unsentCount: number }) {
  const say = useWords(caregiverWords);
  const connection = useConnection();
  const now = useNow(1_000);
  if (connection.phase !== 'away' || now.getTime() - connection.since.getTime() < SHOWN_AFTER_MS) return null;
  return <Bar icon="wifi">{say('offline', { n: unsentCount })}</Bar>;
}
