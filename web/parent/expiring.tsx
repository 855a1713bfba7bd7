import { Link } from 'react-router';
import type { ParentHome } from '#contract/live.ts';
import { dayName } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { parentWords } from './words.ts';
import { consentAddress } from './consent-address.ts';
import { callName } from '../shared/call-name.ts';

/** What runs out soon and would close the picture: said while there is still time. */
export function Expiring({ home }: { home: ParentHome }) {
  const say = useWords(parentWords);
  const language = useLanguage();
  return home.children.flatMap((child) =>
    child.expiring.map(({ kind, validUntil }) => {
      const words = say(`consent_${kind}`);
      return (
        <section key={child.childId + kind} className="panel card panel-soft">
          <div className="row">
            <Icon name="shield" size={18} weight={1.8} />
            <h3>{say('expiring', { kind: words, date: dayName(validUntil, language, child.timeZone) })}</h3>
          </div>
          <p className="small dim">{say('expiringLead', { child: callName(child), kind: words })}</p>
          <p>
            <Link to={consentAddress(child.childId, kind)}>{say('expiringSign')}</Link>
          </p>
        </section>
      );
    }),
  );
}
