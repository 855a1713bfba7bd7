import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { PICKUPS_KEY, readOwnPickups } from '../../features/pickups/pickups-api.ts';
import { onTold } from '../../shared/socket.ts';

/** Who may fetch one's children, read again when the other parent changes it. */
export function useOwnPickups() {
  const client = useQueryClient();
  useEffect(
    () =>
      onTold('event', ({ type }) => {
        if (type === 'pickup:changed' || type === 'access:changed')
          void client.invalidateQueries({ queryKey: PICKUPS_KEY });
      }),
    [client],
  );
  return useQuery({ queryKey: PICKUPS_KEY, queryFn: readOwnPickups });
}

/** One change of the list, which is read anew when it is done. */
export function usePickupChange<I, R>(run: (input: I) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => client.invalidateQueries({ queryKey: PICKUPS_KEY }) });
}
