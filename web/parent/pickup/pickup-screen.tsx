import { Empty } from '../../shared/ui/empty.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { usePageTitle } from '../page-title.ts';
import { ChildPickups } from './child-pickups.tsx';
import { useOwnPickups } from './use-own-pickups.ts';
import { pickupWords } from './words.ts';
import './pickup.css';

/** /p/pickup : who may fetch each child, and a code for somebody who fetches today. */
export default function PickupScreen() {
  const say = useWords(pickupWords);
  const own = useOwnPickups();
  usePageTitle(say('title'));
  return (
    <main className="page">
      <h1>{say('title')}</h1>
      <p className="dim">{say('lead')}</p>
      {own.data ? (
        own.data.children.map((child) => <ChildPickups key={child.childId} child={child} />)
      ) : own.error ? (
        <Failed error={own.error} onAgain={() => void own.refetch()} />
      ) : (
        <Loading />
      )}
      {own.data?.children.length === 0 && <Empty icon="people">{say('none')}</Empty>}
    </main>
  );
}
