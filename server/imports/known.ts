import type { LocalDay } from '../platform/calendar.ts';

/** What the register holds already of what a file may name, as far as the importing administrator reaches. */
export type Known = {
  /** Of one operator; the chosen one is among them. */
  sites: KnownSite[];
  chosenSiteId: string;
  mayAddSites: boolean;
  askingId: string;
  rooms: KnownRoom[];
  children: KnownChild[];
  people: KnownPerson[];
  employers: { siteId: string; id: string; name: string }[];
};
export type KnownSite = { id: string; name: string; today: LocalDay };
/** `enrolled`: who is enrolled now or later. */
export type KnownRoom = {
  id: string;
  siteId: string;
  name: string;
  kind: string;
  capacity: number;
  enrolled: number;
};
export type KnownPerson = { id: string; name: string; phone: string; employerId: string | null };
export type KnownChild = {
  id: string;
  siteId: string;
  number: string | null;
  name: string;
  nickname: string;
  bornOn: LocalDay | null;
  allergies: string[];
  hasLeft: boolean;
  enrolments: KnownEnrolment[];
  links: KnownLink[];
};
export type KnownEnrolment = {
  id: string;
  classroomId: string;
  sessionKind: string;
  weekdays: number[];
  fromMinute: number;
  toMinute: number;
  startsOn: LocalDay;
  endsOn: LocalDay | null;
};
export type KnownLink = {
  id: string;
  person: KnownPerson;
  relation: string;
  mayWatch: boolean;
  mayPickUp: boolean;
  /** Withdrawn, or blocked by order: an import changes nothing of that. */
  isStopped: boolean;
};
