import { useSearchParams } from 'react-router';
import { Empty } from '../../shared/ui/empty.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { usePageTitle } from '../page-title.ts';
import { ChildConsents } from './child-consents.tsx';
import { useOwnConsents } from './use-own-consents.ts';
import { ownConsentWords } from './words.ts';
import './consents.css';

/** /p/consents?child=&kind= : what was agreed to for each child; `kind` of that child is open to be answered. */
export default function ConsentsScreen() {
  const say = useWords(ownConsentWords);
  const own = useOwnConsents();
  const [search] = useSearchParams();
  usePageTitle(say('title'));
  const asked = (childId: string) => (search.get('child') === childId ? search.get('kind') : null);
  return (
    <main className="page">
      <h1>{say('title')}</h1>
      <p className="dim">{say('lead')}</p>
      {own.data ? (
        own.data.children.map((child) => (
          <ChildConsents key={child.childId} child={child} asked={asked(child.childId)} />
        ))
      ) : own.error ? (
        <Failed error={own.error} onAgain={() => void own.refetch()} />
      ) : (
        <Loading />
      )}
      {own.data?.children.length === 0 && <Empty icon="shield">{say('none')}</Empty>}
    </main>
  );
}
