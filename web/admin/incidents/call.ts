import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import type { ChildId, UserId } from '#contract/ids.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { lastAt } from '../../shared/site-time.ts';
import { asClock } from '../clock-time.ts';
import type { Take } from './take.ts';

/** Somebody of the family who is no guardian in the register. */
export const SOMEBODY_ELSE = 'else';

export type Call = {
  childId: ChildId;
  /** A guardian's id, or SOMEBODY_ELSE. */
  who: string;
  /** What the site's clock showed, in minutes after midnight; left out: now. */
  minute?: number | undefined;
  isReached: boolean;
};

/** A call has been made: of the times that the clock showed so, it is the last. */
export const instantOf = ({ minute }: Pick<Call, 'minute'>, timeZone: string): Date =>
  minute === undefined ? serverNow() : lastAt(timeZone, asClock(minute), serverNow());

/** What "now" is belongs to the sending, not to the call: sent again it is the same one. */
export function logCall(take: Take, call: Call, happenedAt: Date) {
  const { childId, who, isReached } = call;
  const guardianId = who === SOMEBODY_ELSE ? null : (who as UserId);
  return take({ kind: 'called', childId, guardianId, isReached, happenedAt: happenedAt.toISOString() }, call);
}

/** Its families that are to be told, each with the calls that were made to it. */
export const callsOf = ({ families, lines }: IncidentFile): { family: IncidentFamily; calls: IncidentLine[] }[] =>
  families
    .filter(({ guardians }) => guardians.length > 0)
    .map((family) => ({
      family,
      calls: lines.filter(({ kind, childId }) => kind === 'called' && childId === family.childId),
    }));
