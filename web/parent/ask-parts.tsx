import { phoneLink } from '../shared/phone-link.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { askWords } from './ask-words.ts';

/** The nursery's number; nothing where none is known. `isFirst`: before anything else on the card. */
export function Call({ phone, isFirst = false }: { phone: string; isFirst?: boolean }) {
  const say = useWords(askWords);
  if (phone === '') return null;
  return (
    <a className={`button button-large${isFirst ? ' button-primary' : ''}`} href={phoneLink(phone)}>
      <Icon name="phone" size={16} />
      {say('call')}
    </a>
  );
}

/** Why an answer did not arrive. */
export function Wrong({ error }: { error: unknown }) {
  const language = useLanguage();
  return (
    <p role="alert" className="ask-wrong">
      {error !== null && errorSentence(error, language)}
    </p>
  );
}
