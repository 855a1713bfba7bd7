import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Empty } from '../../shared/ui/empty.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { usePageTitle } from '../page-title.ts';
import { useHome } from '../use-home.ts';
import { callName } from '../../shared/call-name.ts';
import { MonthCalendar } from './month-calendar.tsx';
import { TellNursery } from './tell-nursery.tsx';
import { ownDaysWords } from './words.ts';
import './attendance.css';

/** /p/attendance?child= : what is told of coming days, and the month as it was. */
export default function AttendanceScreen() {
  const say = useWords(ownDaysWords);
  const home = useHome();
  const [search] = useSearchParams();
  const [chosen, setChosen] = useState(search.get('child'));
  usePageTitle(say('title'));
  // Of a child whose right was taken nothing can be read.
  const children = home.data?.children.filter(({ attendance }) => attendance.state !== 'unknown');
  const child = children?.find(({ childId }) => childId === chosen) ?? children?.[0];
  return (
    <main className="page page-wide">
      <div>
        <h1>{say('title')}</h1>
        <p className="dim">{say('lead')}</p>
      </div>
      {children && children.length > 1 && (
        <div className="own-children" role="group" aria-label={say('whichChild')}>
          {children.map((each) => (
            <button
              key={each.childId}
              type="button"
              className="button"
              aria-pressed={each.childId === child?.childId}
              onClick={() => setChosen(each.childId)}
            >
              {callName(each)}
            </button>
          ))}
        </div>
      )}
      {child ? (
        <div className="own-columns">
          <TellNursery key={`tell ${child.childId}`} childId={child.childId} />
          <MonthCalendar key={child.childId} childId={child.childId} timeZone={child.timeZone} />
        </div>
      ) : home.error ? (
        <Failed error={home.error} onAgain={() => void home.refetch()} />
      ) : children ? (
        <Empty icon="calendar">{say('none')}</Empty>
      ) : (
        <Loading />
      )}
    </main>
  );
}
