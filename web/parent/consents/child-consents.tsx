import { CONSENT_KINDS } from '#contract/people.ts';
import type { OwnChildConsents } from '#contract/consents.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ConsentCard } from './consent-card.tsx';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; asked: string | null };

/** One child: the four kinds, and below them all that was ever recorded. */
export function ChildConsents({ child, asked }: Props) {
  return (
    <section className="consents-child" aria-label={child.name}>
      <div className="headline">
        <Portrait recipe={child.portrait} name={child.name} size={40} />
        <h2>{child.name}</h2>
        <span className="dim">{[child.siteName, child.room].filter(Boolean).join(' · ')}</span>
      </div>
      {CONSENT_KINDS.map((kind) => {
        const consent = child.consents.find((one) => one.kind === kind);
        return consent && <ConsentCard key={kind} child={child} consent={consent} startsOpen={asked === kind} />;
      })}
      <Ledger child={child} />
    </section>
  );
}

function Ledger({ child }: { child: OwnChildConsents }) {
  const say = useWords(ownConsentWords);
  const language = useLanguage();
  const kinds = useWords(consentWords);
  if (child.ledger.length === 0) return null;
  return (
    <details className="card consents-ledger">
      <summary>{say('ledger')}</summary>
      <ul>
        {child.ledger.map((line) => {
          const values = { kind: kinds(line.kind), name: line.by ?? say('someone'), n: line.version };
          const what = !line.given ? 'took' : line.kind === 'insurance' ? 'gaveInsurance' : 'gave';
          return (
            <li key={line.kind + line.at}>
              <span>{say(what, values)}</span>
              <span className="small dim">
                {clockAndDay(line.at, language, child.timeZone)} · {say(`how_${line.how}`)}
                {line.validUntil !== null &&
                  ` · ${kinds('until', { date: dayOfPaper(line.validUntil, language, child.timeZone, { isEnd: true }) })}`}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
