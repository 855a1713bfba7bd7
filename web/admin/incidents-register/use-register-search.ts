import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { z } from 'zod';
import { REGISTER_ORDERS, RegisterFilter } from '#contract/incident-register.ts';
import type { SiteView } from '#contract/people.ts';
import type { RegisterOrder, RegisterSearch } from '../../features/incident-register/register-api.ts';

/** How the address calls each condition. */
const CALLED = {
  room: 'classroomId',
  of: 'childId',
  kind: 'kind',
  gravity: 'gravity',
  state: 'state',
  injury: 'injury',
  from: 'from',
  to: 'to',
  q: 'text',
} as const satisfies Record<string, keyof RegisterFilter>;
export type Condition = keyof typeof CALLED;

/** The search that the address holds, as the server wants it, and how to take it out again. */
export function useRegisterSearch({ siteId }: SiteView) {
  const [params, setParams] = useSearchParams();
  const address = params.toString();
  const search = useMemo(() => searchOf(new URLSearchParams(address), siteId), [address, siteId]);
  const clear = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const name of Object.keys(CALLED)) next.delete(name);
        return next;
      },
      { replace: true },
    );
  const order: RegisterOrder = REGISTER_ORDERS.find((each) => each === params.get('order')) ?? 'newest';
  return { search, order, isNarrowed: Object.keys(CALLED).some((name) => params.has(name)), clear };
}

/** Anybody can write anything into an address; what the server would not take counts for nothing. */
function searchOf(params: URLSearchParams, siteId: string): RegisterSearch {
  const search: RegisterSearch = params.get('scope') === 'all' ? {} : { siteId };
  for (const [name, field] of Object.entries(CALLED)) {
    const shape: z.ZodType = RegisterFilter.shape[field];
    const text = params.get(name);
    if (text !== null && text !== '' && shape.safeParse(text).success) search[field] = text;
  }
  return search;
}
