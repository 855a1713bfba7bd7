import { IncidentDetails, NO_DETAILS } from '../contract/incident-details.ts';

/** What was written last among these steps, the earliest first; nothing yet reads as empty. */
export function detailsIn(steps: readonly { kind: string; data: unknown }[]): IncidentDetails {
  const last = steps.findLast(({ kind }) => kind === 'detailed');
  return last ? IncidentDetails.parse(last.data) : NO_DETAILS;
}
