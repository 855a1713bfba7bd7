import { isGrave } from '../contract/incidents.ts';
import type { NotificationKind, OFFICE_KINDS } from '../contract/notifications.ts';
import type { Role } from '../contract/people.ts';

/** An event of the log, as far as notifications look at it. */
export type NotedEvent = {
  position: number;
  type: string;
  at: Date;
  siteId: string | null;
  childId: string | null;
  payload: Record<string, unknown>;
};

/** In which part somebody hears of it: as the event log judges, see server/events/event-for.ts. */
export type HeardAs = 'family' | 'admin';

/** What is told of an event, and to whom: a family, or those roles of its site. */
export type Notice = { kind: NotificationKind; isGrave: boolean } & (
  { heardAs: 'family' } | { heardAs: 'admin'; roles: readonly Role[] }
);

const OF_FAMILY = { published: 'published', addendum: 'addendum', reminder: 'reminder' } as const;
const DIRECTORS: readonly Role[] = ['site_admin'];
/** Which roles hear of what can be switched off; an escalation tells the operator beside the site. */
export const HEARD_BY: Record<(typeof OFFICE_KINDS)[number], readonly Role[]> = {
  review: DIRECTORS,
  overdue: ['site_admin', 'operator_admin'],
};

/** What is told of this event to those who are not looking; null: nothing. Pure. */
export function noticeOf({ type, payload }: Pick<NotedEvent, 'type' | 'payload'>): Notice | null {
  const grave = isGrave(String(payload['kind']));
  if (type === 'incident:told') {
    const what = String(payload['what']);
    if (!Object.hasOwn(OF_FAMILY, what)) return null;
    return { kind: OF_FAMILY[what as keyof typeof OF_FAMILY], isGrave: grave, heardAs: 'family' };
  }
  if (type !== 'incident:changed') return null;
  switch (payload['step']) {
    case 'flagged':
      return grave ? { kind: 'flagged', isGrave: true, heardAs: 'admin', roles: DIRECTORS } : null;
    case 'withdrawn':
      // Nobody makes a grave one disappear alone.
      return grave ? { kind: 'withdrawn', isGrave: true, heardAs: 'admin', roles: HEARD_BY.overdue } : null;
    case 'submitted':
      return { kind: 'review', isGrave: grave, heardAs: 'admin', roles: HEARD_BY.review };
    case 'escalated':
      return { kind: 'overdue', isGrave: grave, heardAs: 'admin', roles: HEARD_BY.overdue };
    default:
      return null;
  }
}
