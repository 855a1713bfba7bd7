import { useEffect, useRef } from 'react';
import { shareOf } from '#contract/merge-details.ts';
import { weightyGaps } from '#contract/weighty-gaps.ts';
import { toldWords } from '../features/incidents/told-words.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { namedTo, staleTold } from './incident-sheet-naming.ts';
import { type IncidentPage, openQuestions, reachedAt } from './incident-sheet-pages.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

/** What is asked before it goes to the director; `named` lets nothing go on. */
export type HandInQuestion = 'named' | 'missing' | 'stale' | 'grave';
type Given = Pick<IncidentPageProps, 'room' | 'incident' | 'details' | 'children'>;

/**
 * What is asked after `asked` was answered with yes; null: it may go. What is missing is asked about once, then whether words
 * that are older than the record still fit, and of a grave one again where nobody would read how it came about or what was
 * done: the director decides, with open eyes.
 */
export function nextQuestion(given: Given, asked: HandInQuestion | null): HandInQuestion | null {
  if (given.children.some((child) => namedTo(child, given, 'zh') !== '')) return 'named';
  const isOpen = {
    missing: isIncomplete(given),
    stale: staleTold(given).length > 0,
    grave: weightyGaps(given.incident, given.details).length > 0,
  };
  const left = ORDER.slice(asked === null || asked === 'named' ? 0 : ORDER.indexOf(asked) + 1);
  return left.find((question) => isOpen[question]) ?? null;
}

const ORDER = ['missing', 'stale', 'grave'] as const;

const isIncomplete = ({ incident, details }: Given): boolean =>
  openQuestions(details, incident).length > 0 || uncalled(incident).length > 0;

const uncalled = (incident: Given['incident']) =>
  incident.isGrave ? incident.childIds.filter((childId) => reachedAt(incident, childId) === null) : [];

type HandInProps = Given & { asked: HandInQuestion; onPage: (page: IncidentPage) => void };

/** The question in place of the page: each line leads to where it is put right. */
export function IncidentHandIn({ asked, onPage, ...given }: HandInProps) {
  const say = useWords(incidentSheetWords);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [asked]);
  const lines = useLines(given)[asked]();
  return (
    <section className="tb-inc-hand-in">
      <h2 ref={heading} tabIndex={-1} className="tb-inc-ask">
        {say(`handIn_${asked}`)}
      </h2>
      <p>{say(`handInMore_${asked}`)}</p>
      <ul>
        {lines.map(({ page, words }) => (
          <li key={words}>
            <button type="button" onClick={() => onPage(page)}>
              <Icon name="pencil" size={22} weight={2.2} />
              {words}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Line = { page: IncidentPage; words: string };

function useLines(given: Given): Record<HandInQuestion, () => Line[]> {
  const { incident, details, children } = given;
  const say = useWords(incidentSheetWords);
  const sayTold = useWords(toldWords);
  const language = useLanguage();
  const namesOf = (childIds: readonly string[]) =>
    listOf(children.filter(({ childId }) => childIds.includes(childId)).map(callName), language);
  const named = children
    .filter(({ childId }) => shareOf(details, childId).told !== '')
    .map((child) => ({ child: callName(child), others: namedTo(child, given, language) }))
    .filter(({ others }) => others !== '');
  const calls = uncalled(incident);
  return {
    named: () => named.map((values) => ({ page: 'told', words: say('namesOther', values) })),
    grave: () => weightyGaps(incident, details).map((page) => ({ page, words: say(`ask_${page}`) })),
    stale: () =>
      staleTold(given).map((child) => ({ page: 'told', words: sayTold('stale', { child: callName(child) }) })),
    missing: () => [
      ...(calls.length > 0
        ? [{ page: 'call' as const, words: say('ofChildren', { page: say('page_call'), children: namesOf(calls) }) }]
        : []),
      ...openQuestions(details, incident).map(({ page, childIds }) => ({
        page,
        words:
          childIds.length > 0 && children.length > 1
            ? say('ofChildren', { page: say(`page_${page}`), children: namesOf(childIds) })
            : say(`page_${page}`),
      })),
    ],
  };
}
