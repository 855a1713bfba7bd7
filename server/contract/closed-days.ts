import { z } from 'zod';
import { AskedDay } from './asked-time.ts';

/** So many days at most are closed by one act. */
export const MOST_CLOSED_DAYS = 92;

/** A day on which a site is closed against its weekly hours. */
export const ClosedDay = z.object({ day: z.iso.date(), reason: z.string() });
export type ClosedDay = z.infer<typeof ClosedDay>;

const inOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const END_BEFORE_START = { path: ['to'], message: 'end-before-start' };
const days = { from: AskedDay, to: AskedDay };

/** The first and the last day. */
export const DayRange = z.object(days).refine(inOrder, END_BEFORE_START);
export const CloseDays = z
  .object({ ...days, reason: z.string().trim().min(2).max(100) })
  .refine(inOrder, END_BEFORE_START);
/** All of the site's, past ones too, and how many running views the change ended. */
export const DaysClosed = z.object({ days: z.array(ClosedDay), endedViews: z.number().int() });
