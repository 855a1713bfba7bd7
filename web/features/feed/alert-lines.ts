import { FAMILY_ALERTS } from '#contract/alerts.ts';
import type { EventView } from '#contract/events.ts';
import { clock } from '../../shared/time.ts';
import type { Say } from '../../shared/words/book.ts';
import type { FeedLine } from './feed-line.ts';
import type { feedWords } from './words.ts';

type Words = Say<(typeof feedWords)['keys'][number]>;

/** That a child was waited for, or is still waiting, and until when it was to be; what the family should answer. */
export function alertLine(
  event: Extract<EventView, { type: 'alert:raised' }>,
  base: Pick<FeedLine, 'position' | 'at'>,
  say: Words,
  timeZone: string | undefined,
): FeedLine | null {
  const { kind, childName, isEscalated } = event;
  if (!FAMILY_ALERTS.includes(kind) || childName === null || isEscalated) return null;
  const child = childName;
  const time = clock(event.dueAt, timeZone);
  const line = { ...base, icon: 'clock', tone: 'accent' } as const;
  if (kind === 'absent') return { ...line, title: say('absentTitle', { child }), detail: say('absentLead', { time }) };
  if (kind === 'overstay') return { ...line, title: say('stayTitle', { child }), detail: say('stayLead', { time }) };
  return { ...line, title: say('stayTitle', { child }), detail: say('latePickUpLead', { time }) };
}
