import type { SiteId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { LocalDay } from '../platform/calendar.ts';
import type { Db } from '../platform/database.ts';

/** What a month's sheet says of one child's day. */
export type SheetDay = {
  mark: string;
  classroomId: string | null;
  sessionKind: string | null;
  planned: { fromMinute: number; toMinute: number } | null;
  minutes: number;
  lateMinutes: number;
  isLateAnnounced: boolean;
  absenceReason: string | null;
  isCorrected: boolean;
  conflicts: { kind: string; eventId: string }[];
};
export type SheetChild = { id: string; name: string; number: string | null; day: SheetDay };
export type SheetSite = {
  site: { id: string; operatorId: string; classrooms: { id: string; name: string }[] };
  month: { timeZone: string; today: LocalDay };
  isClosed: boolean;
  /** The site is reached as a whole; else only the families of the asking's employers, and no others' names. */
  isWhole: boolean;
  employerIds: readonly string[];
  children: SheetChild[];
};

export type BoardDeps = {
  db: Db;
  /** One day of a site as the sheets have it, of all its children or of one; null: out of reach. */
  readDay: (
    asking: AskingUser,
    asked: { siteId?: SiteId | undefined; childId?: string | undefined; day: LocalDay },
  ) => Promise<SheetSite | null>;
};
