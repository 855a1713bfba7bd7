import { phoneLink } from '../shared/phone-link.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { handoverWords } from './handover-words.ts';
import type { PickupPerson } from './pickup-person.ts';

/** The number large, to be dialled on a phone; a tablet that can call does so at a tap. */
export function CallNumber({ person, onBack }: { person: PickupPerson; onBack: () => void }) {
  const say = useWords(handoverWords);
  const { relation, name, phone } = person;
  return (
    <section className="tb-code">
      <h2>{say('callTitle', { relation, name })}</h2>
      <a className="tb-number" href={phoneLink(phone)}>
        <Icon name="phone" size={40} />
        {phone}
      </a>
      <p>{say('callMore')}</p>
      <button type="button" className="tb-button" onClick={onBack}>
        {say('backToFaces')}
      </button>
    </section>
  );
}
