import { Link } from 'react-router';
import { concernWords } from '../features/concerns/words.ts';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { useWords } from '../shared/words/book.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { Sheet } from './sheet.tsx';
import { caregiverWords } from './words.ts';

/** Behind one's own name, in one's own browser. */
export function SelfSheet({ room, actor, onClose }: RoomSheetProps) {
  const say = useWords(caregiverWords);
  const concern = useWords(concernWords);
  return (
    <Sheet title={actor?.name ?? ''} back={say('back', { room: room.name })} onClose={onClose}>
      <p className="tb-lead">{concern('ask')}</p>
      <div className="tb-sheet-end">
        <LanguageSwitch />
        <Link className="tb-button" to="/concern">
          {concern('entry')}
        </Link>
      </div>
    </Sheet>
  );
}
