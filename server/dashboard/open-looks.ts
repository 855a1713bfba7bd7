import type { Look } from './looks-store.ts';

export type OpenLook = Look & { n: number };

/**
 * What a second person has not said yet to know of, one line for the looks of one person at one camera for one reason: a
 * picture that was interrupted opens anew by itself. Who said so said it of all of these until then.
 * @param looks newest first
 */
export function openLooks(looks: readonly Look[], reader: string): OpenLook[] {
  const others = looks.filter(({ actorId }) => actorId !== reader);
  return [...Map.groupBy(others, ({ actorId, cameraId, reason }) => [actorId, cameraId, reason].join(' ')).values()]
    .map((same) => {
      const known = same.findIndex(({ isKnown }) => isKnown);
      return known === -1 ? same : same.slice(0, known);
    })
    .flatMap((open) => (open[0] ? [{ ...open[0], n: open.length }] : []));
}
