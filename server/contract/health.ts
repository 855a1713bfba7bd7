import { z } from 'zod';
import { AskedInstant } from './asked-time.ts';
import { ChildId, ClassroomId, HealthCheckId } from './ids.ts';

/** 晨检, 午检, and a look again at any time. */
export const HEALTH_PERIODS = ['morning', 'noon', 'again'] as const;
export const HealthPeriod = z.enum(HEALTH_PERIODS);
export type HealthPeriod = z.infer<typeof HealthPeriod>;

export const HEALTH_SIGNS = [
  'fever',
  'cough',
  'runny_nose',
  'rash',
  'eyes',
  'mouth',
  'vomiting',
  'diarrhoea',
  'injury',
  'listless',
  'other',
] as const;
export const HealthSign = z.enum(HEALTH_SIGNS);
export type HealthSign = z.infer<typeof HealthSign>;

/**
 * Tenths of a degree Celsius from which a child is held to be feverish. The norm for nurseries' health care (托儿所幼儿园卫生保健工作规范,
 * 卫妇社发〔2012〕35号) asks at the door whether a child has fever and names no figure; 37.3 °C is the figure of the 2020 plans for
 * keeping epidemics out of nurseries (托幼机构新冠肺炎防控技术方案), which nurseries have kept since.
 */
export const FEVER_FROM_TENTHS = 373;
/** What a thermometer for people shows. */
const LOWEST_TENTHS = 340;
const HIGHEST_TENTHS = 430;

/** Is this something the family has to hear of? */
export const isAbnormal = (check: { temperature: number | null; signs: readonly HealthSign[] }): boolean =>
  check.signs.length > 0 || (check.temperature !== null && check.temperature >= FEVER_FROM_TENTHS);

/**
 * One look at one child. The id is made on the tablet. A later one of the same part of the day stands for it (a correction);
 * one with `takesBackId` says that there was none, as long as nothing else stands in the place of that one by then.
 */
export const RecordCheck = z
  .object({
    checkId: HealthCheckId,
    childId: ChildId,
    period: HealthPeriod,
    /** Tenths of a degree Celsius; null: not measured. */
    temperature: z.number().int().min(LOWEST_TENTHS).max(HIGHEST_TENTHS).nullable().default(null),
    signs: z
      .array(HealthSign)
      .max(HEALTH_SIGNS.length)
      .default([])
      .transform((signs) => [...new Set(signs)]),
    note: z.string().trim().max(200).default(''),
    takesBackId: HealthCheckId.nullable().default(null),
    happenedAt: AskedInstant,
  })
  .refine((check) => check.takesBackId === null || (check.temperature === null && check.signs.length === 0), {
    path: ['takesBackId'],
    message: 'nothing-beside',
  });
export type RecordCheck = z.output<typeof RecordCheck>;
/** Several at once: all are recorded, or none is. */
export const RecordChecks = z.object({ checks: z.array(RecordCheck).min(1).max(60) });

export const STAFF_FOLLOW_UPS = ['called', 'measured_again', 'fetched', 'closed'] as const;
export const GUARDIAN_FOLLOW_UPS = ['guardian_knows', 'guardian_comes', 'guardian_says'] as const;
export const FollowUpKind = z.enum([...STAFF_FOLLOW_UPS, ...GUARDIAN_FOLLOW_UPS]);
export type FollowUpKind = z.infer<typeof FollowUpKind>;

/** What was done about an abnormal check. A measurement is a check of its own, of which this is made by the server. */
export const AddFollowUp = z
  .object({
    followUpId: z.uuid(),
    kind: FollowUpKind.exclude(['measured_again']),
    note: z.string().trim().max(300).default(''),
  })
  .refine(({ kind, note }) => note !== '' || (kind !== 'closed' && kind !== 'guardian_says'), {
    path: ['note'],
    message: 'too_small',
  });

export const HealthFollowUp = z.object({
  followUpId: z.uuid(),
  kind: FollowUpKind,
  note: z.string(),
  /** Of a measurement. */
  temperature: z.number().int().nullable(),
  by: z.string(),
  /** Of who is meant to the child, as the family says it: 妈妈. */
  relation: z.string().nullable(),
  at: z.iso.datetime(),
});
export type HealthFollowUp = z.infer<typeof HealthFollowUp>;

/** An abnormal check and what became of it. */
export const HealthCase = z.object({
  checkId: HealthCheckId,
  childId: ChildId,
  childName: z.string(),
  classroomId: ClassroomId,
  classroomName: z.string(),
  period: HealthPeriod,
  temperature: z.number().int().nullable(),
  signs: z.array(HealthSign),
  note: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /**
   * waiting: neither answered nor called; closed: settled, or the family was told and the child was fetched; corrected: a
   * later check of the same part of the day stands for it.
   */
  state: z.enum(['waiting', 'answered', 'closed', 'corrected']),
  /** When the child was fetched after it on that day; null while it is there. */
  fetchedAt: z.iso.datetime().nullable(),
  /** From then on the director is told that nobody has answered. */
  dueAt: z.iso.datetime(),
  followUps: z.array(HealthFollowUp),
});
export type HealthCase = z.infer<typeof HealthCase>;

/** What stands of one part of the day. */
export const CheckView = z.object({
  checkId: HealthCheckId,
  period: HealthPeriod,
  temperature: z.number().int().nullable(),
  signs: z.array(HealthSign),
  note: z.string(),
  isAbnormal: z.boolean(),
  at: z.iso.datetime(),
  by: z.string(),
});
export type CheckView = z.infer<typeof CheckView>;

export const RoomHealth = z.object({
  now: z.iso.datetime(),
  timeZone: z.string(),
  classroomId: ClassroomId,
  /** Every child of whom something was recorded today. */
  children: z.array(z.object({ childId: ChildId, checks: z.array(CheckView) })),
  /** Open ones first. */
  cases: z.array(HealthCase),
});
export type RoomHealth = z.infer<typeof RoomHealth>;

/** A guardian's own children: what is not closed, and all of today. */
export const OwnHealth = z.object({ cases: z.array(HealthCase) });
export const ChecksRecorded = z.object({
  recorded: z.array(z.object({ checkId: HealthCheckId, childId: ChildId, isAbnormal: z.boolean() })),
});
