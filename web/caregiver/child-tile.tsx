import type { RoomChild } from '#contract/attendance.ts';
import type { Problem } from '#contract/problem.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { clock } from '../shared/time.ts';
import { type Say, useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { caregiverWords } from './words.ts';
import './child-tile.css';

type ChildTileProps = {
  child: RoomChild;
  timeZone: string;
  now: Date;
  /** A tap on this child is still on its way. */
  unsent: boolean;
  /** The server said no to the last tap. */
  refusal: Problem | undefined;
  onTap: () => void;
};

/** One child: a tap checks in whoever is awaited and opens the sheet of whoever is here. */
export function ChildTile({ child, timeZone, now, unsent, refusal, onTap }: ChildTileProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const late = isLate(child, now);
  const state = stateWord(child, { say, timeZone, late });
  const allergies = child.allergies.map((what) => say('allergy', { what }));
  const spoken = [child.name, state, ...allergies, ...(refusal ? [refusal.message[language]] : [])];
  return (
    <button
      type="button"
      className={`tb-tile tb-${late ? 'late' : child.state}`}
      aria-label={spoken.join(say('separator'))}
      onClick={onTap}
    >
      <span className="tb-photo">
        <Portrait recipe={child.portrait} name={child.name} size={76} grey={child.state !== 'present'} />
        {child.state === 'present' && (
          <span className="tb-here">
            <Icon name={unsent ? 'hourglass' : 'check'} size={13} weight={3} />
          </span>
        )}
      </span>
      <b>{child.name}</b>
      {refusal ? (
        <span className="tb-refusal">{refusal.message[language]}</span>
      ) : (
        <small>
          {late && <Icon name="clock" size={14} weight={2.2} />}
          {unsent ? `${state} · ${say('sending')}` : state}
        </small>
      )}
      {child.allergies.length > 0 && (
        <span className="tb-allergy">
          <Icon name="alarm" size={13} weight={2.2} />
          {child.allergies.join('、')}
        </span>
      )}
    </button>
  );
}

function isLate(child: RoomChild, now: Date): boolean {
  return child.state === 'expected' && child.expectedAt !== null && new Date(child.expectedAt) < now;
}

type Wording = { say: Say<(typeof caregiverWords)['keys'][number]>; timeZone: string; late: boolean };

function stateWord({ state, at, expectedAt }: RoomChild, { say, timeZone, late }: Wording): string {
  switch (state) {
    case 'expected':
      return expectedAt ? say(late ? 'late' : 'expectedAt', { time: clock(expectedAt, timeZone) }) : say('notArrived');
    case 'present':
      return at ? say('arrivedAt', { time: clock(at, timeZone) }) : say('inRoom');
    case 'left':
      return at ? say('leftAt', { time: clock(at, timeZone) }) : say('goneHome');
    case 'not-today':
      return say('notToday');
  }
}
