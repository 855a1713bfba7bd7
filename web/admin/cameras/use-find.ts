import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundCamera } from '#contract/cameras.ts';
import type { SiteId } from '#contract/ids.ts';
import { readStreams, searchCameras } from '../../features/cameras/cameras-api.ts';

export type Account = { username: string; password: string };
/** What goes into the form when a camera told its addresses. */
export type Filled = Account & { main: string; sub: string | null };

/** A search, the camera chosen from it, and the question for its addresses. Another search or choice forgets what came after. */
export function useFind(siteId: SiteId, onFilled: (filled: Filled) => void) {
  const [chosen, setChosen] = useState<FoundCamera | null>(null);
  const search = useMutation({ mutationFn: () => searchCameras(siteId) });
  const streams = useMutation({
    mutationFn: ({ camera, account }: { camera: FoundCamera; account: Account }) =>
      readStreams(siteId, { service: camera.service, ...account }),
    onSuccess: (answer, { account }) => {
      if (answer.ok) onFilled({ main: answer.main, sub: answer.sub, ...account });
    },
  });
  const choose = (camera: FoundCamera | null) => {
    setChosen(camera);
    streams.reset();
  };
  return {
    search,
    streams,
    chosen,
    choose,
    find: () => {
      choose(null);
      search.mutate();
    },
    take: (account: Account) => chosen && streams.mutate({ camera: chosen, account }),
  };
}
