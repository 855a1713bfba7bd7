import { z } from 'zod';

export const SESSION_KINDS = [
  'full_day',
  'half_day',
  'hourly',
  'occasional',
  'evening',
  'holiday',
  'emergency',
] as const;
export const SessionKind = z.enum(SESSION_KINDS);
export type SessionKind = z.infer<typeof SessionKind>;

/** Minutes after local midnight; 1440 is its end. */
export const MinuteOfDay = z.number().int().min(0).max(1440);

const span = { weekday: z.number().int().min(1).max(7), fromMinute: MinuteOfDay, toMinute: MinuteOfDay };
const endsLater = (is: { fromMinute: number; toMinute: number }) => is.fromMinute < is.toMinute;
const END_BEFORE_START = { path: ['toMinute'], message: 'end-before-start' };

/** A span of a weekday, 1 Monday … 7 Sunday. */
export const WeeklySpan = z.object(span).refine(endsLater, END_BEFORE_START);
export type WeeklySpan = z.infer<typeof WeeklySpan>;

/** When guardians may watch a room: for children of one kind of care, or for all others (null). */
export const ViewingWindow = z
  .object({ ...span, sessionKind: SessionKind.nullable().default(null) })
  .refine(endsLater, END_BEFORE_START);
export type ViewingWindow = z.infer<typeof ViewingWindow>;

type Span = WeeklySpan & { sessionKind?: string | null };

/** Which of them begins inside of another of the same day and kind; -1: none. Where one ends another may begin. */
export const overlapIn = (spans: readonly Span[]): number =>
  spans.findIndex((one, index) =>
    spans.some(
      (other, place) =>
        place !== index &&
        other.weekday === one.weekday &&
        (other.sessionKind ?? null) === (one.sessionKind ?? null) &&
        other.fromMinute <= one.fromMinute &&
        one.fromMinute < other.toMinute &&
        // Of two that begin together the later in the list is the one too many.
        (other.fromMinute < one.fromMinute || place < index),
    ),
  );

function withoutOverlap(spans: readonly Span[], context: z.RefinementCtx): void {
  const index = overlapIn(spans);
  if (index >= 0) context.addIssue({ code: 'custom', path: [index, 'fromMinute'], message: 'overlap' });
}

export const WeeklyHours = z.array(WeeklySpan).max(28).superRefine(withoutOverlap);
export const ViewingWindows = z.array(ViewingWindow).max(84).superRefine(withoutOverlap);
