import { useSyncExternalStore } from 'react';
import { useConnection } from '../shared/socket.ts';
import { useNow } from '../shared/use-now.ts';

/** Most breaks mend by themselves before anyone should be told. */
const SHOWN_AFTER_MS = 3_000;

/** Whether the server is out of reach: the connection broke a moment ago, or the device itself knows of no network. */
export function useAway(): boolean {
  const connection = useConnection();
  const hasNetwork = useHasNetwork();
  const now = useNow(1_000);
  if (!hasNetwork) return true;
  return connection.phase === 'away' && now.getTime() - connection.since.getTime() >= SHOWN_AFTER_MS;
}

/** The same from the first instant on: what the server must answer is not asked for at all then. */
export function useUnreachable(): boolean {
  const { phase } = useConnection();
  return !useHasNetwork() || phase === 'away';
}

const useHasNetwork = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine);

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
