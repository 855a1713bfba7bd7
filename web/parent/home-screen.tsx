import type { ParentHome } from '#contract/live.ts';
import { tileState } from '../features/cameras/tile-state.ts';
import { FeedPanel } from './feed-panel.tsx';
import { useMe } from '../shared/session.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { Failed } from '../shared/ui/failed.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { Asks } from './asks.tsx';
import { useNotWellWords } from './use-not-well-words.ts';
import { ChildSection } from './child-section.tsx';
import { Expiring } from './expiring.tsx';
import { useRoomAhead } from './room-ahead.ts';
import { usePageTitle } from './page-title.ts';
import { useHome } from './use-home.ts';
import { greeting, verdict } from './verdict.ts';
import { parentWords } from './words.ts';
import './home.css';

/** Says first that all is well; the picture is one click away. */
export function HomeScreen() {
  const home = useHome();
  usePageTitle('');
  return (
    <main className="home">
      {home.data ? (
        <Loaded home={home.data} />
      ) : home.error ? (
        <Failed error={home.error} onAgain={() => void home.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function Loaded({ home }: { home: ParentHome }) {
  const say = useWords(parentWords);
  const language = useLanguage();
  const me = useMe();
  const now = useNow(15_000);
  const timeZone = home.children[0]?.timeZone;
  const notWell = useNotWellWords();
  useRoomAhead(home.children.some(({ tiles }) => tiles.some((tile) => tileState(tile).kind === 'open')));
  return (
    <>
      <div className="home-main">
        <h1>{greeting(say, me.name, now, timeZone)}</h1>
        <p className="home-verdict">{home.children.length > 0 && (notWell || verdict(home.children, say, language))}</p>
        {home.children.length === 0 && <Empty icon="people">{say('noChildren')}</Empty>}
        {home.children.map((child) => (
          <ChildSection key={child.childId} child={child} minutes={home.minutes} now={now} />
        ))}
      </div>
      <aside className="home-rail">
        <Asks home={home} />
        <Expiring home={home} />
        <FeedPanel timeZone={timeZone} atMost={8} />
      </aside>
    </>
  );
}
