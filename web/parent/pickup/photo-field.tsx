import { useWords } from '../../shared/words/book.ts';
import { pickupWords } from './words.ts';

/** What is asked for is what every telephone can send; the server looks at the bytes. */
const ACCEPTED = 'image/jpeg,image/png,image/webp';

type Props = { id: string; label?: string; onChosen: (file: File | null) => void };

export function PhotoField({ id, label, onChosen }: Props) {
  const say = useWords(pickupWords);
  return (
    <div className="field">
      <label htmlFor={id}>{label ?? say('photo')}</label>
      <input id={id} type="file" accept={ACCEPTED} onChange={(event) => onChosen(event.target.files?.[0] ?? null)} />
    </div>
  );
}
