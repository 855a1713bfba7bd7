import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import type { AuditSearch } from '../../features/audit/audit-api.ts';
import { instantIn } from '../../shared/site-time.ts';

/** What the address may hold of a search; `from` and `to` are days of the site's calendar, both included. */
const SEARCHED = ['kind', 'person', 'child', 'camera', 'refused', 'from', 'to'] as const;

/** The search that the address holds, as the server wants it, and how to take it out again. */
export function useAuditSearch({ siteId, timeZone }: SiteView) {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const search = useMemo(() => searchOf(new URLSearchParams(address), siteId, timeZone), [address, siteId, timeZone]);
  const isNarrowed = SEARCHED.some((name) => params.has(name));
  const clear = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const name of SEARCHED) next.delete(name);
        return next;
      },
      { replace: true },
    );
  return { search, isNarrowed, clear };
}

function searchOf(params: URLSearchParams, siteId: string, timeZone: string): AuditSearch {
  const from = dayIn(params.get('from'));
  const to = dayIn(params.get('to'));
  return Object.fromEntries(
    Object.entries({
      siteId: params.get('scope') === 'all' ? null : siteId,
      kind: params.get('kind'),
      personId: params.get('person'),
      childId: params.get('child'),
      cameraId: params.get('camera'),
      refused: params.get('refused'),
      from: from && instantIn(timeZone, `${from}T00:00`).toISOString(),
      to: to && instantIn(timeZone, `${dayAfter(to)}T00:00`).toISOString(),
    }).filter(([, value]) => value),
  );
}

/** Anybody can write anything into an address; what is no day counts for nothing. */
const dayIn = (text: string | null): string | null =>
  text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null;

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
