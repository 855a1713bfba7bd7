import { Link } from 'react-router';
import { useWords } from '../shared/words/book.ts';
import { FeedPanel } from './feed-panel.tsx';
import { ownIncidentWords } from './incidents/words.ts';
import { usePageTitle } from './page-title.ts';
import { useHome } from './use-home.ts';
import { parentWords } from './words.ts';

export function FeedScreen() {
  const say = useWords(parentWords);
  const incidents = useWords(ownIncidentWords);
  const timeZone = useHome().data?.children[0]?.timeZone;
  usePageTitle(say('feed'));
  return (
    <main className="page">
      <h1 className="unseen">{say('todayFeed')}</h1>
      <FeedPanel timeZone={timeZone} />
      <p>
        <Link to="/p/incidents">{incidents('all')}</Link>
      </p>
    </main>
  );
}
