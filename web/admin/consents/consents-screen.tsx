import { useQuery } from '@tanstack/react-query';
import { Tabs } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { readCounts } from '../../features/consents/consents-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { useFilter } from '../site-scope.tsx';
import { BlockedRooms } from './blocked-rooms.tsx';
import { ChildTable } from './child-table.tsx';
import { TextsPanel } from './texts-panel.tsx';
import { WaitingPapers } from './waiting-papers.tsx';
import { ledgerWords } from './words.ts';
import './consents.css';

/** What families of a site have signed and until when, what waits for a look, which rooms lack what, and the texts. */
export function ConsentsScreen({ site }: { site: SiteView }) {
  const say = useWords(ledgerWords);
  const [tab, setTab] = useFilter('tab');
  const counts = useQuery({
    queryKey: ['consents', 'counts', site.siteId],
    queryFn: () => readCounts(site.siteId),
  });
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
      </div>
      <ReadOnlyNote />
      <Tabs
        activeKey={tab || 'list'}
        onChange={(key) => setTab(key === 'list' ? '' : key)}
        destroyOnHidden
        items={[
          { key: 'list', label: say('tab_list'), children: <ChildTable site={site} /> },
          {
            key: 'papers',
            label: say('tab_papers', { n: counts.data?.waiting ?? 0 }),
            children: <WaitingPapers site={site} />,
          },
          { key: 'rooms', label: say('tab_rooms'), children: <BlockedRooms site={site} /> },
          { key: 'texts', label: say('tab_texts'), children: <TextsPanel site={site} /> },
        ]}
      />
    </>
  );
}
