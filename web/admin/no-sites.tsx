import { useNavigate } from 'react-router';
import { useMe } from '../shared/session.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { useWords } from '../shared/words/book.ts';
import { mayAddSites } from './may-open.ts';
import { AddSite } from './sites/add-site.tsx';
import { adminWords } from './words.ts';

/** Nothing to manage yet: who may make the first site makes it here, the others read whom to ask. */
export function NoSites() {
  const say = useWords(adminWords);
  const me = useMe();
  const navigate = useNavigate();
  if (!mayAddSites(me)) return <Empty icon="building">{say('noSites')}</Empty>;
  return (
    <>
      <Empty icon="building">{say('firstSite')}</Empty>
      <p className="ad-first">
        <AddSite isFirst onAdded={(siteId) => void navigate(`/a/sites?site=${siteId}`)} />
      </p>
    </>
  );
}
