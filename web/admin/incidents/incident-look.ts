import type { OpenIncident } from '#contract/incidents.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import type { PillTone } from '../../shared/ui/pill.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { incidentScreenWords } from './words.ts';

export type IncidentWords = Say<(typeof incidentWords)['keys'][number]>;

/** What an incident waits for. */
export type Need = 'call' | 'draft' | 'in-review' | 'published' | 'acknowledged' | 'reviewed';

export const NEED_LOOK: Record<Need, { tone: PillTone; icon: IconName }> = {
  call: { tone: 'offline', icon: 'phone' },
  draft: { tone: 'refused', icon: 'pencil' },
  'in-review': { tone: 'stalled', icon: 'hourglass' },
  published: { tone: 'accent', icon: 'flag' },
  acknowledged: { tone: 'live', icon: 'check' },
  reviewed: { tone: 'primary', icon: 'check' },
};

/** Null: nothing any more. */
export function needOf({
  isCallDue,
  state,
  isSigned,
}: Pick<OpenIncident, 'isCallDue' | 'state' | 'isSigned'>): Need | null {
  if (isCallDue) return 'call';
  if (state === 'acknowledged' && !isSigned) return 'reviewed';
  return state === 'closed' || state === 'withdrawn' ? null : state;
}

/** Those that somebody still has to see to, serious ones before the others, and those that only wait to be filed; each the oldest first. */
export function groupsOf(incidents: readonly OpenIncident[]): { open: OpenIncident[]; toFile: OpenIncident[] } {
  const toFile = incidents.filter(({ state }) => state === 'acknowledged');
  const open = incidents.filter((each) => !toFile.includes(each));
  return { open: open.toSorted((a, b) => Number(b.isGrave) - Number(a.isGrave)), toFile };
}

const MOST_NAMED = 2;

/** 噎住、误食 · 赵可心 */
export function useIncidentTitle(): (incident: Pick<OpenIncident, 'kind' | 'children'>) => string {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const language = useLanguage();
  return ({ kind, children }) => {
    const names = children.map(({ name }) => name);
    const who =
      names.length > MOST_NAMED ? say('several', { n: names.length, first: names[0] ?? '' }) : listOf(names, language);
    return say('of', { kind: words(`kind_${kind}`), who: who || words('wholeRoom') });
  };
}
