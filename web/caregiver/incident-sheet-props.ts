import type { IncidentDetails } from '#contract/incident-details.ts';
import type { ChildId, UserId } from '#contract/ids.ts';
import type { Portrait } from '#contract/people.ts';
import type { Details } from '../features/incidents/use-details.ts';
import type { ShownIncident } from '../features/incidents/use-shown-incident.ts';
import type { RoomSheetProps } from './sheet-props.ts';

export type NamedChild = { childId: ChildId; name: string; nickname: string; portrait: Portrait | null };

/** Who may be called for one child. */
export type Callable = { userId: UserId; name: string; relation: string; phone: string };

/** Who may be named in the details. */
export type StaffMember = { userId: UserId; name: string; portrait: Portrait | null; isOnDuty: boolean };

/** What every page of the sheet is given. */
export type IncidentPageProps = Pick<RoomSheetProps, 'room'> & {
  incident: ShownIncident;
  /** Those it concerns. */
  children: readonly NamedChild[];
  staff: readonly StaffMember[];
  details: IncidentDetails;
  change: Details['change'];
  /** To the next question: this one is answered. */
  onNext: () => void;
};
