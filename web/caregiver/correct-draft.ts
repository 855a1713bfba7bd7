import type { DayLine } from '#contract/attendance.ts';

/** What is being said: which line, or none of those there are; and what really was, or that it never was. */
export type Draft = {
  line: DayLine | null;
  kind: DayLine['kind'];
  at: Date;
  room: DayLine['classroomId'];
  happened: boolean;
};
