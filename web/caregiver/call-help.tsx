import type { IncidentKind } from '#contract/incidents.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { callHelpWords } from './call-help-words.ts';

type Number = (typeof callHelpWords)['keys'][number] & `call${number}`;

/** Whom a whole room needs: of anything else the fire brigade comes first, since an alarm is flagged as that. */
const NUMBERS: Partial<Record<IncidentKind, readonly Number[]>> = {
  missing: ['call110'],
  burn: ['call119', 'call120'],
  allergy: ['call120'],
  choking: ['call120'],
  other: ['call119', 'call110', 'call120'],
};

type CallHelpProps = {
  kind: IncidentKind;
  /** Of the office; empty where none is known. */
  sitePhone: string;
};

/** Of a whole room no family is called: the numbers for help, large, since the tablet itself cannot phone. */
export function CallHelp({ kind, sitePhone }: CallHelpProps) {
  const say = useWords(callHelpWords);
  const numbers = NUMBERS[kind];
  if (!numbers) return null;
  return (
    <section className="tb-flagged-call tb-call-help" aria-labelledby="call-help-title">
      <h2 id="call-help-title">{say('title')}</h2>
      {(kind === 'missing' || kind === 'other') && <p>{say(`first_${kind}`)}</p>}
      <ul>
        {numbers.map((number) => (
          <li key={number}>
            <Icon name="phone" size={26} />
            <b>{number.slice('call'.length)}</b>
            <span>{say(number)}</span>
          </li>
        ))}
        <li>
          <Icon name="phone" size={26} />
          {sitePhone !== '' && <b>{sitePhone}</b>}
          <span>{say(sitePhone === '' ? 'directorByHand' : 'director')}</span>
        </li>
      </ul>
    </section>
  );
}
