import { Link } from 'react-router';
import { FeedList } from '../features/feed/feed-list.tsx';
import { useFeed } from '../features/feed/use-feed.ts';
import { Failed } from '../shared/ui/failed.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { useWords } from '../shared/words/book.ts';
import { useHome } from './use-home.ts';
import { useIsMine } from './use-is-mine.ts';
import { parentWords } from './words.ts';

/** Today's feed in a card; `atMost` lines, with a link to all of them. */
export function FeedPanel({ timeZone, atMost }: { timeZone: string | undefined; atMost?: number }) {
  const say = useWords(parentWords);
  const home = useHome();
  const feed = useFeed(timeZone, useIsMine());
  const error = feed.error ?? home.error;
  const readAgain = () => void Promise.all([home.refetch(), feed.refetch()]);
  return (
    <section className="panel card" aria-label={say('todayFeed')}>
      <div className="row">
        <h2>{say('todayFeed')}</h2>
        <span className="row-space" />
        {atMost !== undefined && <Link to="/p/feed">{say('all')}</Link>}
      </div>
      {feed.events ? (
        <FeedList events={feed.events} timeZone={timeZone} {...(atMost !== undefined && { atMost })} />
      ) : error ? (
        <Failed error={error} onAgain={readAgain} />
      ) : (
        <Loading cards={1} />
      )}
    </section>
  );
}
