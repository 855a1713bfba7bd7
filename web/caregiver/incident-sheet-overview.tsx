import type { ChildId } from '#contract/ids.ts';
import { shareOf } from '#contract/merge-details.ts';
import { toldWords } from '../features/incidents/told-words.ts';
import { callName } from '../shared/call-name.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { useIncidentAnswers } from './incident-sheet-answers.ts';
import { IncidentHistory } from './incident-sheet-history.tsx';
import { namedTo, staleTold } from './incident-sheet-naming.ts';
import { type IncidentPage, isAsked, openQuestions, pagesOf, reachedAt } from './incident-sheet-pages.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type OverviewProps = Omit<IncidentPageProps, 'change' | 'onNext'> & {
  /** Null: it can only be read. */
  onPage: ((page: IncidentPage) => void) | null;
};

/** Everything that was written, what is still missing, and how it went so far. */
export function IncidentOverview({ onPage, ...props }: OverviewProps) {
  const { incident } = props;
  const say = useWords(incidentSheetWords);
  const answers = useIncidentAnswers(props);
  const pages = pagesOf(incident).filter(isAsked);
  return (
    <div className="tb-inc-overview">
      <section>
        {onPage && <Missing {...props} onPage={onPage} />}
        <dl className="tb-inc-answers">
          {pages.map((page) => {
            const name = say(`page_${page}`);
            const answer = answers[page]();
            return (
              <div key={page}>
                <dt>{onPage ? <button onClick={() => onPage(page)}>{name}</button> : name}</dt>
                <dd className={answer === '' ? 'tb-inc-empty' : undefined}>{answer || say('notWritten')}</dd>
              </div>
            );
          })}
        </dl>
      </section>
      <div>
        <IncidentHistory {...props} />
        {(incident.state === 'draft' || incident.state === 'in-review') && <p className="tb-lead">{say('mistaken')}</p>}
      </div>
    </div>
  );
}

function Missing({ onPage, ...props }: OverviewProps & { onPage: (page: IncidentPage) => void }) {
  const { room, incident, children, details } = props;
  const say = useWords(incidentSheetWords);
  const sayTold = useWords(toldWords);
  const language = useLanguage();
  const names = (isOf: (childId: ChildId) => boolean) =>
    listOf(children.filter(({ childId }) => isOf(childId)).map(callName), language);
  const missing = openQuestions(details, incident)
    .filter(({ page }) => page !== 'told')
    .map(({ page, childIds }) =>
      childIds.length > 0 && children.length > 1
        ? say('ofChildren', { page: say(`page_${page}`), children: names((childId) => childIds.includes(childId)) })
        : say(`page_${page}`),
    );
  const uncalled = incident.isGrave ? names((childId) => reachedAt(incident, childId) === null) : '';
  const untold = names((childId) => shareOf(details, childId).told.trim() === '');
  const isNamed = children.some((child) => namedTo(child, props, language) !== '');
  const stale = staleTold(props);
  const isComplete = missing.length === 0 && uncalled === '' && untold === '' && !isNamed && stale.length === 0;
  return (
    <ul className="tb-inc-missing">
      <li className="tb-inc-plain">{say('submitAsk')}</li>
      {children.map((child) => {
        const at = reachedAt(incident, child.childId);
        const time = at && clockAndDay(at, language, room.timeZone, serverNow());
        return time && <Line key={child.childId} isGood words={say('callLogged', { child: callName(child), time })} />;
      })}
      {uncalled !== '' && <Line words={say('notCalled', { child: uncalled })} />}
      {untold !== '' && <Line words={say('noTold', { child: untold })} />}
      {children.map((child) => {
        const others = namedTo(child, props, language);
        return (
          others !== '' && (
            <ToTold
              key={`${child.childId} named`}
              words={say('namesOther', { child: callName(child), others })}
              {...{ onPage }}
            />
          )
        );
      })}
      {stale.map((child) => (
        <ToTold key={`${child.childId} stale`} words={sayTold('stale', { child: callName(child) })} {...{ onPage }} />
      ))}
      {missing.length > 0 && <Line words={say('missing', { pages: listOf(missing, language) })} />}
      {isComplete && <Line isGood words={say('missingNone')} />}
    </ul>
  );
}

/** Leads to where the words to the family are put right. */
function ToTold({ words, onPage }: { words: string; onPage: (page: IncidentPage) => void }) {
  return (
    <li>
      <button type="button" className="tb-inc-named" onClick={() => onPage('told')}>
        <Icon name="alarm" size={22} weight={2.4} />
        {words}
      </button>
    </li>
  );
}

function Line({ words, isGood = false }: { words: string; isGood?: boolean }) {
  return (
    <li className={isGood ? 'tb-inc-good' : undefined}>
      <Icon name={isGood ? 'check' : 'alarm'} size={22} weight={2.4} />
      {words}
    </li>
  );
}
