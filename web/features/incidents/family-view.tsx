import type { OwnIncident } from '#contract/own-incidents.ts';
import { clockAndDay, dayAndClock } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { BodyMap } from './body-map.tsx';
import { familyWords } from './family-words.ts';
import { KindIcon } from './kind-icon.tsx';
import { incidentWords } from './words.ts';
import './family-view.css';

type FamilyViewProps = {
  view: OwnIncident;
  /** False where they stand below the signature, which they came after. */
  withAddenda?: boolean;
};

/** What happened to one child, as its family reads it; staff see the very same before it is sent. */
export function FamilyView({ view, withAddenda = true }: FamilyViewProps) {
  const say = useWords(familyWords);
  const name = useWords(incidentWords);
  return (
    <article className="family-view">
      <div className="family-view-title">
        <KindIcon kind={view.kind} />
        <h2>{say('titleOf', { child: view.childName, kind: name(`kind_${view.kind}`) })}</h2>
        {view.isGrave && (
          <Pill tone="offline" icon="alarm">
            {name('grave')}
          </Pill>
        )}
      </div>
      {view.told === '' ? <p className="dim">{say('untold')}</p> : <p className="family-told">{view.told}</p>}
      <Facts view={view} />
      {view.marks.length > 0 && (
        <section>
          <h3>{say('marks')}</h3>
          <BodyMap marks={view.marks} />
        </section>
      )}
      {withAddenda && <Addenda view={view} />}
    </article>
  );
}

function Facts({ view }: { view: OwnIncident }) {
  const say = useWords(familyWords);
  const name = useWords(incidentWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const { timeZone, calledAt, injury } = view;
  return (
    <dl className="family-facts">
      <dt>{say('when')}</dt>
      <dd>{dayAndClock(view.happenedAt, language, timeZone, now)}</dd>
      <dt>{say('where')}</dt>
      <dd>{view.classroomName}</dd>
      {injury !== null && (
        <>
          <dt>{say('injury')}</dt>
          <dd>{name(`injury_${injury}`)}</dd>
        </>
      )}
      {calledAt !== null && (
        <>
          <dt>{say('called')}</dt>
          <dd>{say('calledAt', { time: clockAndDay(calledAt, language, timeZone, now) })}</dd>
        </>
      )}
      {isCallToCome(view) && (
        <>
          <dt>{say('called')}</dt>
          <dd className="family-view-gap">{name('viewCallToCome')}</dd>
        </>
      )}
      <dt>{say('number')}</dt>
      <dd>{view.number}</dd>
    </dl>
  );
}

/** Only in what staff are shown: no family reads of a serious one before somebody called it. */
const isCallToCome = ({ publishedAt, isGrave, calledAt }: OwnIncident): boolean =>
  publishedAt === null && isGrave && calledAt === null;

/** What was added after it was published; after the family signed, it says that too. */
export function Addenda({ view: { addenda, acknowledgedAt, timeZone } }: { view: OwnIncident }) {
  const say = useWords(familyWords);
  const language = useLanguage();
  const now = useNow(60_000);
  if (addenda.length === 0) return null;
  return (
    <section className="family-added">
      <h3>{say('addenda')}</h3>
      <ol className="family-addenda">
        {addenda.map(({ at, text }) => (
          <li key={at + text}>
            <time dateTime={at}>
              {dayAndClock(at, language, timeZone, now)}
              {acknowledgedAt !== null && at > acknowledgedAt && ` · ${say('addedAfter')}`}
            </time>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
