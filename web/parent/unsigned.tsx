import { Link } from 'react-router';
import type { ParentHome } from '#contract/live.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { consentAddress } from './consent-address.ts';
import { callName } from '../shared/call-name.ts';
import { parentWords } from './words.ts';

/** What is still to be signed or shown for a child: a family that has just joined begins with it, before any camera. */
export function Unsigned({ child }: { child: ParentHome['children'][number] }) {
  const say = useWords(parentWords);
  const language = useLanguage();
  const { unsigned, childId } = child;
  const [first] = unsigned;
  if (first === undefined) return null;
  const kinds = unsigned.map((kind) => say(`consent_${kind}`)).join(language === 'zh' ? '、' : ', ');
  return (
    <section className="child-unsigned card panel-soft">
      <div className="row">
        <Icon name="shield" size={18} weight={1.8} />
        <h3>{say('unsigned', { n: unsigned.length })}</h3>
      </div>
      <p className="small dim">{say('unsignedLead', { kinds, child: callName(child) })}</p>
      <Link className="button button-primary" to={consentAddress(childId, first)}>
        {say('consentOffer')}
      </Link>
    </section>
  );
}
