import { useCallback } from 'react';
import type { EventView } from '#contract/events.ts';
import { useHome } from './use-home.ts';

/**
 * Of someone who also works at the nursery, only what concerns their own children belongs in their feed; of a child whose
 * right was taken nothing of today, also not what this page heard before. Null until the home has been read: before that
 * nobody can say whose an event is.
 */
export function useIsMine(): ((event: EventView) => boolean) | null {
  const children = useHome().data?.children;
  const isMine = useCallback(
    (event: EventView) => {
      const told = children?.filter(({ attendance }) => attendance.state !== 'unknown') ?? [];
      if ('childId' in event) return told.some(({ childId }) => childId === event.childId);
      if ('cameraId' in event)
        return told.some(({ tiles }) => tiles.some(({ cameraId }) => cameraId === event.cameraId));
      return false;
    },
    [children],
  );
  return children ? isMine : null;
}
