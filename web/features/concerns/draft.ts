import type { z } from 'zod';
import type { ConcernAbout, ConcernPlace, ReportConcern } from '#contract/concerns.ts';
import { ChildId, UserId } from '#contract/ids.ts';
import { clock } from '../../shared/time.ts';
import { todayIn } from '../../shared/site-time.ts';

export const WHENS = ['now', 'today', 'other', 'unknown'] as const;

/** What is on the page, and nowhere else: it is never kept. */
export type Draft = {
  about: ConcernAbout;
  subjectId: string;
  childId: string;
  when: (typeof WHENS)[number];
  day: string;
  time: string;
  where: string;
  text: string;
  toldAuthority: boolean;
};

export const EMPTY_DRAFT: Draft = {
  ...{ about: 'unknown', subjectId: '', childId: '', when: 'unknown', day: '', time: '' },
  ...{ where: '', text: '', toldAuthority: false },
};

export const isAboutStaff = ({ about }: Draft): boolean => about === 'staff' || about === 'director';

/** Who may report of their own child alone has always chosen one. Pure. */
export const childOf = ({ childId }: Draft, { needsChild, children }: ConcernPlace): string =>
  childId === '' && needsChild ? (children[0]?.childId ?? '') : childId;

/** Minutes after midnight of what was typed; null for nothing, undefined for what is no time. Pure. */
export function minuteTyped(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const [, hour = '', minute = ''] = /^\s*(\d{1,2})[:：.]?(\d{2})\s*$/.exec(text) ?? [];
  const typed = hour === '' ? Number.NaN : Number(hour) * 60 + Number(minute);
  return Number(hour) < 24 && Number(minute) < 60 && Number.isInteger(typed) ? typed : undefined;
}

/** By the site's calendar and clock. Pure. */
export function whenOf({ when, day, time }: Draft, timeZone: string, now: Date) {
  const today = todayIn(timeZone, now);
  if (when === 'now') return { happenedOn: today, happenedMinute: minuteTyped(clock(now, timeZone)) ?? null };
  if (when === 'today') return { happenedOn: today, happenedMinute: null };
  if (when === 'unknown' || day === '') return { happenedOn: null, happenedMinute: null };
  return { happenedOn: day, happenedMinute: minuteTyped(time) ?? null };
}

type Report = z.input<typeof ReportConcern>;

export function reportOf(draft: Draft, place: ConcernPlace, { sentId, now }: { sentId: string; now: Date }): Report {
  const { about, subjectId, where, text, toldAuthority } = draft;
  const childId = childOf(draft, place);
  const [only, ...others] = place.rooms;
  return {
    ...{ sentId, siteId: place.siteId, about, where, text, toldAuthority },
    childId: ChildId.safeParse(childId).data ?? null,
    subjectId: isAboutStaff(draft) ? (UserId.safeParse(subjectId).data ?? null) : null,
    classroomId: only && others.length === 0 ? only.classroomId : null,
    ...whenOf(draft, place.timeZone, now),
  };
}
