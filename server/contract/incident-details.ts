import { z } from 'zod';
import { ChildId, UserId } from './ids.ts';

/**
 * The words of the register that nurseries keep (《托儿所幼儿园卫生保健工作规范》 附件 4 表 9 儿童伤害登记表): each list stands in the
 * form's own order, so that a word's place in it, from 1, is its code.
 */
export const INJURIES = [
  'traffic',
  'fall',
  'struck',
  'sharp',
  'blunt',
  'burn',
  'drowning',
  'animal',
  'suffocation',
  'poisoning',
  'electric',
  'assault',
] as const;
export const PLACES = ['outdoors', 'activity-room', 'bedroom', 'toilet', 'washroom', 'elsewhere'] as const;
export const ACTIVITIES = ['play', 'meal', 'sleep', 'toilet', 'bath', 'walking', 'vehicle', 'other'] as const;
export const COMPANIES = ['alone', 'teacher', 'peers', 'others'] as const;
export const TREATMENTS = ['on-site', 'hospital', 'other'] as const;

/** A part of the body as the map names it: `left` is the child's own. */
const SIDES_BOTH = ['left', 'right'] as const;
const FRONT = ['head', 'face', 'neck', 'chest', 'belly', 'groin'] as const;
const BACK = ['head', 'neck', 'shoulders', 'back', 'loins', 'buttocks'] as const;
const LIMBS = ['upper-arm', 'forearm', 'hand', 'thigh', 'knee', 'shin', 'foot'] as const;
const limbs = SIDES_BOTH.flatMap((side) => LIMBS.map((limb) => `${side}-${limb}` as const));
export const BODY_PARTS = [
  ...FRONT.map((part) => `front-${part}` as const),
  ...limbs.map((part) => `front-${part}` as const),
  ...BACK.map((part) => `back-${part}` as const),
  ...limbs.map((part) => `back-${part}` as const),
] as const;
export const BodyPart = z.enum(BODY_PARTS);
export type BodyPart = z.infer<typeof BodyPart>;

const text = (most: number) => z.string().trim().max(most).default('');

/** More than a room and its office have: whoever writes taps as many as it were, and what is saved refuses none of them. */
const MOST_NAMED = 40;
const people = z.array(UserId).max(MOST_NAMED).default([]);
/** What one child's family reads, and what the nursery writes of how it came; in characters. */
export const [MOST_TOLD, MOST_STORY] = [1_000, 500];

/** One child's share: only of this one its guardians read anything. */
export const ChildDetails = z.object({
  childId: ChildId,
  injury: z.enum(INJURIES).nullable().default(null),
  /** It was looked at and said that nothing is hurt; without it `injury` null says that nobody has answered yet. */
  isUnhurt: z.boolean().optional(),
  marks: z.array(BodyPart).max(BODY_PARTS.length).default([]),
  /** What its guardians will read; it names no other child. */
  told: text(MOST_TOLD),
  /** What it was written over (told-over.ts). */
  toldOver: z.string().max(16).optional(),
});
export type ChildDetails = z.infer<typeof ChildDetails>;

/** Everything that is written afterwards; each saving is the whole of it, and the last one counts. */
export const IncidentDetails = z.object({
  place: z.enum(PLACES).nullable().default(null),
  activity: z.enum(ACTIVITIES).nullable().default(null),
  company: z.enum(COMPANIES).nullable().default(null),
  /** How it came about, for the nursery: other children may be named here. */
  cause: text(MOST_STORY),
  firstAid: text(MOST_STORY),
  firstAidBy: people,
  treated: z.enum(TREATMENTS).nullable().default(null),
  /** As a doctor wrote it. */
  diagnosis: text(200),
  witnesses: people,
  /** Who was on duty and answers for it: 当班责任人. */
  supervisors: people,
  prevention: text(MOST_STORY),
  children: z.array(ChildDetails).max(60).default([]),
});
export type IncidentDetails = z.infer<typeof IncidentDetails>;
export const NO_DETAILS: IncidentDetails = IncidentDetails.parse({});
