import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { onTold } from '../socket.ts';
import { KeptRecords } from './kept-records.ts';
import { type NotKept, Outbox, type OutboxDeps, type Refused } from './outbox.ts';
import type { OutboxOwner, OutboxRecord } from './outbox-record.ts';
import { sendRecord } from './send-record.ts';

type OutboxHookDeps = Pick<OutboxDeps, 'actsNow' | 'mayGo' | 'onActorNeeded'> & { owner: OutboxOwner };

/** The outbox of this tablet or person, sending while the page is open. The functions given must never change themselves. */
export function useOutbox({ owner, actsNow, mayGo, onActorNeeded }: OutboxHookDeps): Outbox {
  const outbox = useMemo(
    () => new Outbox({ send: sendRecord, kept: new KeptRecords(localStorage, owner), actsNow, mayGo, onActorNeeded }),
    [owner, actsNow, mayGo, onActorNeeded],
  );
  useEffect(() => {
    outbox.resume();
    const resume = (): void => outbox.resume();
    const stop = onTold('hello', resume);
    const changed = ({ key, newValue }: StorageEvent): void => {
      if (key !== null) outbox.changedElsewhere(key, newValue === null);
    };
    window.addEventListener('online', resume);
    window.addEventListener('storage', changed);
    return () => {
      stop();
      window.removeEventListener('online', resume);
      window.removeEventListener('storage', changed);
      outbox.stop();
    };
  }, [outbox]);
  return outbox;
}

export const useUnsent = (outbox: Outbox): readonly OutboxRecord[] =>
  useSyncExternalStore(outbox.subscribe, outbox.snapshot);

export const useRefused = (outbox: Outbox): readonly Refused[] =>
  useSyncExternalStore(outbox.subscribe, outbox.refused);

export const useNotKept = (outbox: Outbox): NotKept => useSyncExternalStore(outbox.subscribe, outbox.notKept);
