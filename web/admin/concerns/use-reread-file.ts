import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConcernFile } from '#contract/concerns.ts';
import type { ConcernId } from '#contract/ids.ts';
import { concernKey } from '../../features/concerns/concerns-api.ts';
import { onTold } from '../../shared/socket.ts';

/** Reads the report that is shown again when something was added that it does not show: each reading is a look of its own. */
export function useReread(concernId: ConcernId | null, shown: ConcernFile | undefined): void {
  const client = useQueryClient();
  useEffect(
    () =>
      onTold('event', (event) => {
        if (event.type !== 'concern:changed' || event.concernId !== concernId) return;
        if (shown === undefined || shown.lines.some(({ at }) => at >= event.at)) return;
        void client.invalidateQueries({ queryKey: concernKey(concernId) });
      }),
    [client, concernId, shown],
  );
}
