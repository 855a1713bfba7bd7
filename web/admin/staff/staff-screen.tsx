import { Tabs } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { TabletsPanel } from './tablets-panel.tsx';
import { staffWords } from './words.ts';

/** Those who sign in, and the tablets on the walls. */
export function StaffScreen({ site }: { site: SiteView }) {
  const say = useWords(staffWords);
  const [tab, setTab] = useFilter('tab', { step: true });
  return (
    <>
      <h1>{say('title')}</h1>
      <Tabs
        activeKey={tab || 'people'}
        onChange={(key) => setTab(key === 'people' ? '' : key)}
        items={[
          { key: 'people', label: say('tabPeople'), children: <PeoplePanel site={site} /> },
          { key: 'tablets', label: say('tabTablets'), children: <TabletsPanel site={site} /> },
        ]}
      />
    </>
  );
}
