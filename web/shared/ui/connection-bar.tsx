import { useConnection } from '../socket.ts';
import { clock } from '../time.ts';
import { useNow } from '../use-now.ts';
import { useWords } from '../words/book.ts';
import { commonWords } from '../words/common.ts';
import { Bar } from './bar.tsx';

/** Most breaks are over before anyone could read of them. */
const SHOWN_AFTER_MS = 1_500;

/** Says that what is on the page may be old, and since when; nothing while the connection stands. */
export function ConnectionBar({ timeZone }: { timeZone?: string | undefined }) {
  const connection = useConnection();
  return connection.phase === 'away' ? <Away since={connection.since} timeZone={timeZone} /> : null;
}

function Away({ since, timeZone }: { since: Date; timeZone: string | undefined }) {
  const say = useWords(commonWords);
  const now = useNow(500);
  if (now.getTime() - since.getTime() < SHOWN_AFTER_MS) return null;
  return <Bar icon="wifi">{say('away', { time: clock(since, timeZone) })}</Bar>;
}
