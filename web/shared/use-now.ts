import { useEffect, useState } from 'react';
import { serverNow } from './server-clock.ts';

/** The time by the server's clock, looked at again every so often while the component is shown. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
