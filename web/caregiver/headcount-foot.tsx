import { useState } from 'react';
import { type Headcount, missing } from '../features/attendance/headcount.ts';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { headcountWords } from './headcount-words.ts';

type HeadcountFootProps = {
  headcount: Headcount;
  onAnew: () => void;
  onFinish: () => void;
  onResume: () => void;
};

/** How it stands, and what can be done: nobody who is missing is given up, and nothing seen thrown away, by one tap. */
export function HeadcountFoot({ headcount, onAnew, onFinish, onResume }: HeadcountFootProps) {
  const say = useWords(headcountWords);
  const [asked, ask] = useState<'finish' | 'anew' | null>(null);
  const { people, seen, finishedAt } = headcount;
  const lacking = missing(headcount);
  const names = lacking.map(({ name }) => name).join(say('separator'));
  const answered = (act: () => void) => () => {
    ask(null);
    act();
  };
  if (finishedAt !== null)
    return (
      <>
        <Count headcount={headcount} />
        <Deed icon="undo" words={say('resume')} onClick={onResume} />
        <Deed icon="list" words={say('next')} onClick={onAnew} isMain />
      </>
    );
  if (asked !== null)
    return (
      <>
        <p className="tb-count" role="alert">
          <b>
            {asked === 'finish'
              ? say('finishSure', { n: lacking.length })
              : say('anewSure', { n: people.length - lacking.length })}
          </b>
          {asked === 'finish' && <span className="tb-count-missing">{names}</span>}
        </p>
        <Deed icon="check" words={say(`${asked}Go`)} onClick={answered(asked === 'finish' ? onFinish : onAnew)} />
        <Deed icon="list" words={say('resume')} onClick={answered(() => undefined)} isMain />
      </>
    );
  return (
    <>
      <Count headcount={headcount} />
      <Deed icon="undo" words={say('anew')} onClick={() => (seen.length === 0 ? onAnew() : ask('anew'))} />
      <Deed
        icon="check"
        words={say('finish')}
        onClick={() => (lacking.length === 0 ? onFinish() : ask('finish'))}
        isMain
      />
    </>
  );
}

type DeedProps = { icon: IconName; words: string; onClick: () => void; isMain?: boolean };

function Deed({ icon, words, onClick, isMain = false }: DeedProps) {
  return (
    <button type="button" className={isMain ? 'tb-button tb-go' : 'tb-button'} onClick={onClick}>
      <Icon name={icon} size={24} />
      {words}
    </button>
  );
}

/** How many are seen, and the names of who is not: read aloud, it is the list. */
function Count({ headcount }: { headcount: Headcount }) {
  const say = useWords(headcountWords);
  const { people, finishedAt } = headcount;
  const lacking = missing(headcount);
  const names = lacking.map(({ name }) => name).join(say('separator'));
  const word = finishedAt === null ? 'missing' : 'notFound';
  return (
    <p className="tb-count" role="status">
      <b>{say('seen', { n: people.length - lacking.length, all: people.length })}</b>
      <span className={lacking.length > 0 ? 'tb-count-missing' : 'tb-count-all'}>
        {lacking.length > 0 ? say(word, { n: lacking.length, names }) : say('complete')}
      </span>
    </p>
  );
}
