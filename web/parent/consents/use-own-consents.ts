import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OwnConsents } from '#contract/consents.ts';
import { readOwn } from '../../features/consents/consents-api.ts';
import { onTold } from '../../shared/socket.ts';

const KEY = ['own-consents'];

/** One's own consents; read again when something is told that can change them. */
export function useOwnConsents() {
  const client = useQueryClient();
  useEffect(
    () =>
      onTold('event', ({ type }) => {
        if (type === 'access:changed') void client.invalidateQueries({ queryKey: KEY });
      }),
    [client],
  );
  return useQuery({ queryKey: KEY, queryFn: readOwn });
}

/** A change of one's own consents. What can be watched follows from it: the home is read again, too. */
export function useOwnChange<I>(change: (input: I) => Promise<OwnConsents | object>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([client.invalidateQueries({ queryKey: KEY }), client.invalidateQueries({ queryKey: ['home'] })]),
  });
}
