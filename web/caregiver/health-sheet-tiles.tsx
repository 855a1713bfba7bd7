import type { RoomChild } from '#contract/attendance.ts';
import type { CheckView, HealthCase } from '#contract/health.ts';
import type { ChildId } from '#contract/ids.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { foundWords } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { sheetHealthWords } from './health-sheet-words.ts';

type TilesProps = {
  here: readonly RoomChild[];
  checkFor: (childId: ChildId) => CheckView | undefined;
  caseFor: (childId: ChildId) => HealthCase | undefined;
  onWell: (child: RoomChild) => void;
  onOpen: (childId: ChildId) => void;
  onFollowUp: (childId: ChildId) => void;
};

/** Everybody who is here, in the room's own order: a tile does not jump away under the thumb once it is done. */
export function HealthSheetTiles({ here, ...on }: TilesProps) {
  return (
    <ul className="tb-health">
      {here.map((child) => (
        <li key={child.childId}>
          <Tile child={child} {...on} />
        </li>
      ))}
    </ul>
  );
}

type TileProps = Omit<TilesProps, 'here'> & { child: RoomChild };

function Tile({ child, checkFor, caseFor, onWell, onOpen, onFollowUp }: TileProps) {
  const say = useWords(sheetHealthWords);
  const language = useLanguage();
  const { childId, portrait } = child;
  const name = callName(child);
  const check = checkFor(childId);
  const isOpen = caseFor(childId) !== undefined;
  const found = check && foundWords(check, language);
  return (
    <div className={`tb-health-tile ${check ? (check.isAbnormal ? 'tb-health-ill' : 'tb-health-well') : ''}`}>
      <button
        type="button"
        className="tb-health-face"
        aria-label={found ? say('checked', { name, found }) : say('openFor', { name })}
        onClick={() => onOpen(childId)}
      >
        <Portrait recipe={portrait} name={name} size={56} />
        <span>
          <b>{name}</b>
          {found && <small>{found}</small>}
        </span>
      </button>
      {isOpen ? (
        <button type="button" className="tb-health-follow" onClick={() => onFollowUp(childId)}>
          {say('followUp')}
        </button>
      ) : check ? (
        <span className="tb-health-done">
          <Icon name={check.isAbnormal ? 'alarm' : 'check'} size={24} weight={2.6} />
        </span>
      ) : (
        <button
          type="button"
          className="tb-health-ok"
          aria-label={say('wellFor', { name })}
          onClick={() => onWell(child)}
        >
          <Icon name="check" size={22} weight={2.4} />
          {say('well')}
        </button>
      )}
    </div>
  );
}
