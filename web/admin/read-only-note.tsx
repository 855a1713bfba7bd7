import { useMe } from '../shared/session.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { mayManage } from './may-open.ts';
import { adminWords } from './words.ts';

/** For who sees a page without its buttons: that this is no fault, and who has them. */
export function ReadOnlyNote() {
  const say = useWords(adminWords);
  if (mayManage(useMe())) return null;
  return (
    <p className="ad-read-only">
      <Icon name="eye" size={16} />
      {say('readOnly')}
    </p>
  );
}
