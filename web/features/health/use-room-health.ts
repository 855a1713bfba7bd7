import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RoomHealth } from '#contract/health.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { Outbox } from '../../shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import { unsentOfToday } from '../../shared/outbox/unsent-of-today.ts';
import { useUnsent } from '../../shared/outbox/use-outbox.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { onTold } from '../../shared/socket.ts';
import { isSameDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { changesHealth } from './changes-health.ts';
import { readRoomHealth } from './health-api.ts';
import { isOfHealth, withUnsentHealth } from './health-records.ts';

const REREAD_MS = 60_000;
const keyOf = (classroomId: ClassroomId | null) => ['health', classroomId] as const;

/** What was found in the room today, with every unsent record in it. */
export function useRoomHealth(classroomId: ClassroomId | null, outbox: Outbox) {
  const client = useQueryClient();
  useEffect(() => {
    const reread = () => void client.invalidateQueries({ queryKey: keyOf(classroomId) });
    const stops = [
      onTold('event', ({ type }) => changesHealth(type) && reread()),
      onTold('hello', reread),
      outbox.onSettled((record, outcome) => {
        if (!isOfHealth(record)) return;
        // It has left the outbox: until it is read again it stands as it was recorded.
        if ('answer' in outcome)
          client.setQueryData<RoomHealth>(keyOf(classroomId), (known) => withRecorded(known, record));
        reread();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, classroomId, outbox]);
  return useShownHealth(classroomId, outbox);
}

/** The same for whoever stands beside it on the page: it is not read once more for them at every record. */
export function useShownHealth(classroomId: ClassroomId | null, outbox: Outbox) {
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(classroomId),
    queryFn: () => readRoomHealth(classroomId),
    refetchInterval: REREAD_MS,
  });
  const unsent = useUnsent(outbox);
  const now = useNow(REREAD_MS);
  const health = useMemo(
    () => data && withUnsentHealth(ofToday(data, now), unsent, unsentOfToday(unsent, now, data.timeZone)),
    [data, now, unsent],
  );
  return { health, error, reread: () => void refetch() };
}

const withRecorded = (health: RoomHealth | undefined, record: OutboxRecord): RoomHealth | undefined =>
  health && withUnsentHealth(health, [record], unsentOfToday([record], serverNow(), health.timeZone));

/** What was kept overnight says nothing of the new day but what is still open. */
const ofToday = (health: RoomHealth, now: Date): RoomHealth =>
  isSameDay(health.now, now, health.timeZone) ? health : { ...health, children: [] };
