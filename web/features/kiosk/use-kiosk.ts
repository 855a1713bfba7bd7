import { useQuery } from '@tanstack/react-query';
import { KIOSK_ASKS_EVERY_MS, type KioskScreen } from '#contract/kiosk.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { readKiosk } from './kiosk-api.ts';

/** What this browser is as the screen of an entrance. Away: its code may be dead by now, so none is shown. */
export type Kiosk = { phase: 'unknown' | 'not-paired' | 'revoked' | 'away' } | { phase: 'shown'; screen: KioskScreen };

export const KIOSK_KEY = ['kiosk'] as const;
/** A code outlives a lost answer or two. */
const AWAY_AFTER_MS = 12_000;

/** Asks again and again: the code is renewed, and a screen that was switched off is dark within seconds. */
export function useKiosk(): Kiosk {
  const { data, error, isError, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey: KIOSK_KEY,
    queryFn: readKiosk,
    retry: false,
    networkMode: 'always',
    refetchInterval: KIOSK_ASKS_EVERY_MS,
    refetchIntervalInBackground: true,
  });
  if (isProblem(error, 'kiosk-revoked')) return { phase: 'revoked' };
  if (isProblem(error, 'not-signed-in')) return { phase: 'not-paired' };
  if (data === undefined) return { phase: isError ? 'away' : 'unknown' };
  const isAway = isError && errorUpdatedAt - dataUpdatedAt > AWAY_AFTER_MS;
  return isAway ? { phase: 'away' } : { phase: 'shown', screen: data };
}
