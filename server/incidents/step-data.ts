import { IncidentDetails, NO_DETAILS } from '../contract/incident-details.ts';

/** Of what a step says. */
export const fieldOf = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;

export const textOf = (data: unknown, name = 'text'): string => {
  const text = fieldOf(data, name);
  return typeof text === 'string' ? text : '';
};

/** The texts of a list; none where there is no list. */
export const listOf = (data: unknown, name: string): string[] => {
  const list = fieldOf(data, name);
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
};

/** Of a call: somebody of the family answered. */
export const isReached = (data: unknown): boolean => fieldOf(data, 'isReached') === true;

/** What was written last among these steps, the earliest first; nothing yet reads as empty. */
export function detailsIn(steps: readonly { kind: string; data: unknown }[]): IncidentDetails {
  const last = steps.findLast(({ kind }) => kind === 'detailed');
  return last ? IncidentDetails.parse(last.data) : NO_DETAILS;
}
