import type { EventView } from '#contract/events.ts';
import { incidentAddress } from '../../shared/incident-address.ts';
import type { Say } from '../../shared/words/book.ts';
import type { FeedLine } from './feed-line.ts';
import type { feedWords } from './words.ts';

type Told = Extract<EventView, { type: 'incident:told' }>;

/** That there is something to read of one's child; what it was stands on its page alone. */
export function incidentLine(
  event: Told,
  base: Pick<FeedLine, 'position' | 'at'>,
  say: Say<(typeof feedWords)['keys'][number]>,
): FeedLine {
  const { childName: child, classroomName: room, incidentId, childId, what, isGrave } = event;
  const to = incidentAddress({ incidentId, childId });
  if (what === 'acknowledged')
    return { ...base, to, icon: 'check', tone: 'primary', title: say('incidentKnown', { child }), detail: null };
  const line = { ...base, to, icon: 'flag', tone: 'accent' } as const;
  if (what === 'addendum') return { ...line, title: say('incidentAdded', { child }), detail: null };
  return {
    ...line,
    title: say('incidentTold', { child, room }),
    detail: say(isGrave ? 'incidentGrave' : 'incidentSign'),
  };
}
