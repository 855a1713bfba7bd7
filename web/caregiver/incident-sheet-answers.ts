import { type ChildDetails } from '#contract/incident-details.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { partName } from '../features/incidents/body-parts.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { callName } from '../shared/call-name.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import type { AskedPage } from './incident-sheet-pages.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type Given = Pick<IncidentPageProps, 'details' | 'children' | 'staff'>;

/** What was answered to each question, in words; nothing where there is no answer. */
export function useIncidentAnswers({ details, children, staff }: Given): Record<AskedPage, () => string> {
  const say = useWords(incidentWords);
  const saySheet = useWords(incidentSheetWords);
  const language = useLanguage();
  const namesOf = (userIds: readonly string[]) =>
    listOf(
      staff.filter(({ userId }) => userIds.includes(userId)).map(({ name }) => name),
      language,
    );
  const ofEach = (answer: (share: ChildDetails) => string) =>
    children
      .map((child) => [callName(child), answer(shareOf(details, child.childId))] as const)
      .filter(([, said]) => said !== '')
      .map(([name, said]) => (children.length > 1 ? `${name}: ${said}` : said))
      .join('\n');
  const withMore = (...texts: string[]) => texts.filter(Boolean).join(' · ');
  return {
    place: () => (details.place ? say(`place_${details.place}`) : ''),
    activity: () => (details.activity ? say(`activity_${details.activity}`) : ''),
    company: () => (details.company ? say(`company_${details.company}`) : ''),
    injury: () =>
      ofEach((share) => (share.injury ? say(`injury_${share.injury}`) : isUnhurt(share) ? saySheet('noInjury') : '')),
    body: () =>
      ofEach(({ marks }) =>
        listOf(
          marks.map((part) => partName(part, say)),
          language,
        ),
      ),
    firstAid: () => withMore(details.firstAid, namesOf(details.firstAidBy)),
    treated: () => withMore(details.treated ? say(`treated_${details.treated}`) : '', details.diagnosis),
    witnesses: () => namesOf(details.witnesses),
    supervisors: () => namesOf(details.supervisors),
    cause: () => details.cause,
    prevention: () => details.prevention,
    told: () => ofEach(({ told }) => told),
  };
}
