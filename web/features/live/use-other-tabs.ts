import { useEffect, useMemo } from 'react';
import { session } from '../../shared/session.ts';
import { useStore } from '../../shared/store.ts';
import type { LiveState } from './live-state.ts';
import type { LiveViewing } from './live-viewing.ts';
import { OtherTabs } from './other-tabs.ts';

/** @returns how to stop this person's picture in another tab and watch here; null unless there is one in the way */
export function useOtherTabs(viewing: LiveViewing): (() => void) | null {
  const tabs = useMemo(
    () =>
      new OtherTabs({
        // Absent in old browsers.
        openChannel: () => ('BroadcastChannel' in globalThis ? new BroadcastChannel('kanwa-live') : null),
        person: () => {
          const current = session.get();
          return current.phase === 'in' ? current.me.userId : null;
        },
        isWatching: () => 'stream' in viewing.state.get(),
        stopOwn: () => viewing.pause('viewer'),
        onStopped: () => viewing.resume(),
      }),
    [viewing],
  );
  useEffect(() => {
    tabs.start();
    const look = () => (hasOneTooMany(viewing.state.get()) ? tabs.look() : tabs.forget());
    look();
    const stopLooking = viewing.state.subscribe(look);
    return () => {
      stopLooking();
      tabs.stop();
    };
  }, [tabs, viewing]);
  const inTheWay = useStore(tabs.watching);
  return useMemo(() => (inTheWay === null ? null : () => tabs.stopOther()), [tabs, inTheWay]);
}

function hasOneTooMany(state: LiveState): boolean {
  return state.phase === 'ended' && 'refusal' in state.end && state.end.refusal?.code === 'too-many-streams';
}
