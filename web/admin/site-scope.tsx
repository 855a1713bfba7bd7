import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { useSites } from '../features/sites/use-sites.ts';
import { NoSites } from './no-sites.tsx';
import { ReadState } from './read-state.tsx';

/** The site that the address names (`?site=`), or the first. */
export function useSite(): SiteView | undefined {
  const { data: sites = [] } = useSites();
  const [search] = useSearchParams();
  return sites.find(({ siteId }) => siteId === search.get('site')) ?? sites[0];
}

/**
 * One part of the address; an empty value takes the part away, the other parts stay.
 * @param step whether the browser's back undoes it: for what opens, not for what is typed
 */
export function useFilter(name: string, { step = false } = {}): [string, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = (value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: !step },
    );
  return [search.get(name) ?? '', set];
}

/** A screen about one site; `key` on it makes another site another screen. */
export function OfSite({ children }: { children: (site: SiteView) => ReactNode }) {
  const sites = useSites();
  const site = useSite();
  if (site) return children(site);
  return <ReadState of={sites}>{sites.data?.length === 0 && <NoSites />}</ReadState>;
}
