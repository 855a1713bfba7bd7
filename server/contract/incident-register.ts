import { z } from 'zod';
import { AskedDay } from './asked-time.ts';
import { INJURIES } from './incident-details.ts';
import { IncidentKind, IncidentState } from './incidents.ts';
import { ChildId, ClassroomId, IncidentId, SiteId } from './ids.ts';

/** Whether only serious ones, or only the others, are looked for. */
export const GRAVITIES = ['grave', 'other'] as const;

/** What is looked for; all of it must hold. */
export const RegisterFilter = z.object({
  siteId: SiteId.optional(),
  classroomId: ClassroomId.optional(),
  childId: ChildId.optional(),
  kind: IncidentKind.optional(),
  gravity: z.enum(GRAVITIES).optional(),
  /** Without it all but those that were taken back; these are found by their own state alone. */
  state: IncidentState.optional(),
  injury: z.enum(INJURIES).optional(),
  /** Days of the site's calendar on which it happened, both included. */
  from: AskedDay.optional(),
  to: AskedDay.optional(),
  /** Stands in a child's name or number, in the incident's number, in the cause or the first aid. */
  text: z.string().trim().max(60).optional(),
});
export type RegisterFilter = z.output<typeof RegisterFilter>;

export const REGISTER_ORDERS = ['newest', 'oldest'] as const;
export const RegisterQuery = RegisterFilter.extend({
  order: z.enum(REGISTER_ORDERS).default('newest'),
  /** What the page before ended with. */
  after: z
    .string()
    .regex(/^\d{1,14}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type RegisterQuery = z.output<typeof RegisterQuery>;

export const RegisterRow = z.object({
  incidentId: IncidentId,
  number: z.string(),
  kind: IncidentKind,
  isGrave: z.boolean(),
  state: IncidentState,
  /** A guardian of one of its children signed. */
  isSigned: z.boolean(),
  siteId: SiteId,
  siteName: z.string(),
  timeZone: z.string(),
  classroomName: z.string(),
  happenedAt: z.iso.datetime(),
  /** None: it concerns the room. */
  children: z.array(
    z.object({
      childId: ChildId,
      name: z.string(),
      number: z.string().nullable(),
      injury: z.enum(INJURIES).nullable(),
    }),
  ),
  cause: z.string(),
  /** Why it was taken back, or closed without a family's signature; else empty. */
  reason: z.string().default(''),
});
export type RegisterRow = z.infer<typeof RegisterRow>;

export const RegisterPage = z.object({
  rows: z.array(RegisterRow),
  /** How many there are in all; null on every page but the first. */
  found: z.number().int().nullable(),
  /** `after` of the next page; null on the last one. */
  after: z.string().nullable(),
});
export type RegisterPage = z.infer<typeof RegisterPage>;

/** With fewer there is no pattern to be seen, only single children: nothing is drawn of them. */
export const FEWEST_FOR_TRENDS = 5;
/** A week is a bar: more of them nobody reads. */
export const MOST_TREND_WEEKS = 53;

const count = z.number().int();
export const IncidentTrends = z.object({
  /** Days of the site's calendar that are counted, both included. */
  from: z.iso.date(),
  to: z.iso.date(),
  found: count,
  /** Rooms with any, with how many in each hour of the site's day, from 0 to 23. */
  rooms: z.array(
    z.object({ classroomId: ClassroomId, name: z.string(), siteName: z.string(), hours: z.array(count).length(24) }),
  ),
  /** Every week of these days, by its Monday, also those without any. */
  weeks: z.array(
    z.object({
      monday: z.iso.date(),
      kinds: z.partialRecord(IncidentKind, count),
      /** Each child counts once; `none` for those of whom no injury is written. */
      injuries: z.partialRecord(z.enum([...INJURIES, 'none']), count),
    }),
  ),
});
export type IncidentTrends = z.infer<typeof IncidentTrends>;
export type TrendWeek = IncidentTrends['weeks'][number];

/** `injuries`: the register of injured children (附件 4 表 9), in Chinese; `us`: what forms of the United States ask for. */
export const REGISTER_FORMS = ['injuries', 'us'] as const;
export const ExportRegister = RegisterFilter.extend({
  form: z.enum(REGISTER_FORMS),
  format: z.enum(['xlsx', 'csv']),
});
export type ExportRegister = z.output<typeof ExportRegister>;
/** Of so many incidents at most a file is made; its header `x-rows` says how many lines it has. */
export const REGISTER_EXPORT_MOST = 10_000;
