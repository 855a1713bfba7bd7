import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { isGrave, OpenIncident } from '#contract/incidents.ts';
import type { ClassroomId } from '#contract/ids.ts';

/**
 * What a room knows of an incident by itself: it delivered the flag and has not read the list since, or the list no longer has
 * it because it was taken back (`withdrawn`), and nobody here has read that yet.
 */
export const RememberedIncident = OpenIncident.pick({
  ...{ incidentId: true, kind: true, isGrave: true, isCallDue: true, isReturned: true, isSigned: true },
  returnedWhy: true,
  ...{ state: true, happenedAt: true, children: true },
}).extend({
  /** By this machine's clock, ms. */
  since: z.number(),
});
export type RememberedIncident = z.infer<typeof RememberedIncident>;
export const RememberedIncidents = z.array(RememberedIncident);

/** Its first word is what the tablet keeps it under (caregiver/kept-queries.ts). */
const keyOf = (classroomId: ClassroomId | null) => ['remembered-incidents', classroomId] as const;

export const useRemembered = (classroomId: ClassroomId | null): readonly RememberedIncident[] =>
  useQuery<RememberedIncident[]>({ queryKey: keyOf(classroomId), queryFn: skipToken, gcTime: Infinity }).data ?? [];

/** As a room's list shows it; what was said before of the same incident is replaced. */
export type Known = Omit<RememberedIncident, 'since'>;

export function remember(client: QueryClient, classroomId: ClassroomId | null, known: Known): void {
  const incident = RememberedIncident.parse({ ...known, since: Date.now() });
  set(client, classroomId, (before) => [...before.filter(isOther(known.incidentId)), incident]);
}

export const rememberedIn = (
  client: QueryClient,
  classroomId: ClassroomId | null,
  incidentId: string,
): RememberedIncident | undefined =>
  client.getQueryData<RememberedIncident[]>(keyOf(classroomId))?.find((each) => each.incidentId === incidentId);

export const forget = (client: QueryClient, classroomId: ClassroomId | null, incidentId: string): void =>
  set(client, classroomId, (before) => before.filter(isOther(incidentId)));

/**
 * A list that was asked for later than a flag was delivered says what became of it, also where it does not have it.
 * @param askedAt by this machine's clock, ms
 */
export const forgetDelivered = (client: QueryClient, classroomId: ClassroomId | null, askedAt: number): void =>
  set(client, classroomId, (before) => before.filter(({ state, since }) => state === 'withdrawn' || since > askedAt));

/** Of a whole room nobody is called first. */
export const asFlagged = (flag: Pick<Known, 'incidentId' | 'kind' | 'happenedAt' | 'children'>): Known => ({
  ...flag,
  ...{ isGrave: isGrave(flag.kind), state: 'draft', isReturned: false, returnedWhy: '', isSigned: false },
  isCallDue: isGrave(flag.kind) && flag.children.length > 0,
});

const isOther =
  (incidentId: string) =>
  (each: RememberedIncident): boolean =>
    each.incidentId !== incidentId;

function set(
  client: QueryClient,
  classroomId: ClassroomId | null,
  to: (before: readonly RememberedIncident[]) => RememberedIncident[],
): void {
  const before = client.getQueryData<RememberedIncident[]>(keyOf(classroomId)) ?? [];
  const next = to(before);
  if (next.length > 0 || before.length > 0) client.setQueryData(keyOf(classroomId), next);
}
