import { type AccessCell, firstReason } from '../../features/access/use-access.ts';
import { clock } from '../../shared/time.ts';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';
import type { Say } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { REASON_WORD, reasonIcon } from './reason-words.ts';
import type { accessWords } from './words.ts';

type Look = {
  kind: 'watching' | 'allowed' | 'grant' | 'refused' | 'block' | 'none';
  icon: IconName | null;
  word: string;
};
/** Of the row: looked up once for all of its cells. */
type CellWords = { say: Say<(typeof accessWords)['keys'][number]>; language: Language; timeZone: string };

/** One guardian and one camera: icon and word, and the first reason when it is a no. */
function cellLook(cell: AccessCell | null, { say, language, timeZone }: CellWords): Look {
  const none: Look = { kind: 'none', icon: null, word: say('notLinkedSpoken') };
  if (cell === null) return none;
  if (cell.watching) return { kind: 'watching', icon: 'eye', word: say('cellWatching') };
  if (cell.allowed && cell.grantId && cell.until)
    return { kind: 'grant', icon: 'key', word: say('cellGrant', { time: clock(cell.until, timeZone) }) };
  const reason = firstReason(cell);
  if (reason === null) return { kind: 'allowed', icon: 'check', word: say('cellAllowed') };
  if (reason === 'not-linked') return none;
  const kind = reason === 'custody-block' || reason === 'explicit-deny' ? 'block' : 'refused';
  return { kind, icon: reasonIcon(reason), word: REASON_WORD[reason][language] };
}

type CellProps = {
  /** null: no child of this person is of the camera's room. */
  cell: AccessCell | null;
  name: string;
  camera: string;
  words: CellWords;
  /** Row and column, by which the grid finds the cell again. */
  place: string;
  focusable: boolean;
  onOpen: () => void;
};

export function AccessCellButton({ cell, name, camera, words, place, focusable, onOpen }: CellProps) {
  const { kind, icon, word } = cellLook(cell, words);
  return (
    <button
      type="button"
      className={`ax-cell ax-${kind}`}
      aria-label={words.say('spoken', { name, camera, state: word })}
      tabIndex={focusable ? 0 : -1}
      data-cell={place}
      onClick={onOpen}
    >
      {icon ? (
        <>
          <Icon name={icon} size={14} weight={2.2} />
          {word}
        </>
      ) : (
        '·'
      )}
    </button>
  );
}
