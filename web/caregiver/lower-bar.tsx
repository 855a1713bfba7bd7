import { missing } from '../features/attendance/headcount.ts';
import { isAwaited } from '../features/attendance/tap.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { flagWords } from './flag-words.ts';
import { useHeadcount } from './headcount-people.ts';
import type { UndoOffer } from './kept-offers.ts';
import { PauseButtons } from './pause-buttons.tsx';
import { SHEETS } from './room-sheets.tsx';
import type { RoomSheetProps, SheetName } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './lower-bar.css';

type BarButton = { sheet: SheetName; icon: IconName; word: (typeof caregiverWords)['keys'][number]; asks: boolean };

/** Left of the bar. `asks`: it is first said who acts. Counting heads waits for nobody, and staff give their own PIN. */
const BUTTONS: readonly BarButton[] = [
  { sheet: 'health', icon: 'thermometer', word: 'barHealth', asks: true },
  { sheet: 'transfer', icon: 'swap', word: 'barTransfer', asks: true },
  { sheet: 'headcount', icon: 'list', word: 'barHeadcount', asks: false },
  { sheet: 'staff', icon: 'person', word: 'barStaff', asks: false },
];

type LowerBarProps = RoomSheetProps & {
  /** The latest first. */
  offers: readonly UndoOffer[];
  /** What has not reached the server yet. */
  unsentIds: readonly string[];
  note: string | null;
  onUndo: (offer: UndoOffer) => void;
  onPause: () => void;
  onResume: () => void;
};

/** What thumbs reach: the room's sheets, taking the last tap back, the privacy pause, and everybody in at once. */
export function LowerBar({ offers, unsentIds, note, onUndo, onPause, onResume, ...props }: LowerBarProps) {
  const say = useWords(caregiverWords);
  const sayFlag = useWords(flagWords);
  const { room, open, asActor } = props;
  const [offer] = offers;
  const counting = useCounting(props);
  return (
    <footer className="tb-foot tb-lower">
      <p className={note ? 'tb-note tb-note-shown' : 'tb-note'} role="status">
        {note}
      </p>
      {BUTTONS.filter(({ sheet }) => SHEETS[sheet]).map(({ sheet, icon, word, asks }) => (
        <button
          key={sheet}
          type="button"
          className={sheet === 'headcount' && counting !== null ? 'tb-key tb-key-on' : 'tb-key'}
          onClick={() => (asks ? asActor(() => open({ sheet })) : open({ sheet }))}
        >
          <Icon name={icon} size={24} />
          {sheet === 'headcount' && counting !== null ? say('barCounting', counting) : say(word)}
        </button>
      ))}
      <span className="row-space" />
      {offer && <Undo {...{ offer, unsentIds, onUndo }} more={offers.length - 1} />}
      <PauseButtons {...{ room, onPause, onResume }} onPauseAway={() => open({ sheet: 'pause-away' })} />
      <Arrivals {...props} />
      <button type="button" className="tb-button tb-accent" onClick={() => open({ sheet: 'flag', childIds: [] })}>
        <Icon name="flag" size={26} />
        {sayFlag('barFlag')}
      </button>
    </footer>
  );
}

/** Everybody who is awaited in at once; where nobody is, that they are all here. */
function Arrivals({ room, open, asActor }: RoomSheetProps) {
  const say = useWords(caregiverWords);
  const isAwaiting = room.children.some((child) => isAwaited(child, room));
  const isAnyHere = room.children.some(({ state }) => state === 'present');
  return (
    <button
      type="button"
      className="tb-button tb-go"
      disabled={!isAwaiting}
      onClick={() => asActor(() => open({ sheet: 'arrivals' }))}
    >
      <Icon name={isAwaiting || !isAnyHere ? 'people' : 'check'} size={26} />
      {say(isAwaiting || !isAnyHere ? 'barArrivals' : 'barAllCame')}
    </button>
  );
}

/** How far a headcount is that was begun and not finished; null when none runs. */
function useCounting(props: RoomSheetProps): { n: number; all: number } | null {
  const { kept } = useHeadcount(props);
  if (kept?.finishedAt !== null) return null;
  const all = kept.people.length;
  return { n: all - missing(kept).length, all };
}

type UndoProps = Pick<LowerBarProps, 'unsentIds' | 'onUndo'> & { offer: UndoOffer; more: number };

/** The latest that can be taken back; what was done before it comes up once it is. */
function Undo({ offer, unsentIds, more, onUndo }: UndoProps) {
  const say = useWords(caregiverWords);
  const isUnsent = offer.undoing.some(({ id }) => unsentIds.includes(id));
  const left = Math.ceil((offer.until - useNow(500).getTime()) / 1_000);
  if (left <= 0) return null;
  return (
    <button
      type="button"
      className="tb-undo"
      aria-label={`${say('undo')} ${offer.words}`}
      onClick={() => onUndo(offer)}
    >
      <Icon name="undo" size={24} weight={2.2} />
      <span>
        <span className="tb-undo-words">
          <b>{say('undo')}</b> {offer.words}
        </span>
        <small>
          {say(isUnsent ? 'undoWaiting' : 'undoReached', { n: left })}
          {more > 0 && ` · ${say('undoMore', { n: more })}`}
        </small>
      </span>
    </button>
  );
}
