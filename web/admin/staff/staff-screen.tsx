import { Tabs } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { LeaversPanel } from './leavers-panel.tsx';
import { leaverWords } from './leaver-words.ts';
import { PeoplePanel } from './people-panel.tsx';
import { KiosksPanel } from './kiosks-panel.tsx';
import { TabletsPanel } from './tablets-panel.tsx';
import { staffWords } from './words.ts';
import './staff.css';

/** Those who sign in, and the tablets on the walls. */
export function StaffScreen({ site }: { site: SiteView }) {
  const say = useWords(staffWords);
  const leaver = useWords(leaverWords);
  const [tab, setTab] = useFilter('tab', { step: true });
  return (
    <>
      <h1>{say('title')}</h1>
      <Tabs
        activeKey={tab || 'people'}
        onChange={(key) => setTab(key === 'people' ? '' : key)}
        items={[
          { key: 'people', label: say('tabPeople'), children: <PeoplePanel site={site} /> },
          { key: 'tablets', label: say('tabTablets'), children: <Screens site={site} /> },
          { key: 'leavers', label: leaver('tab'), children: <LeaversPanel site={site} /> },
        ]}
      />
    </>
  );
}

/** Of the rooms, and of the entrances. */
const Screens = ({ site }: { site: SiteView }) => (
  <div className="ad-stack">
    <TabletsPanel site={site} />
    <KiosksPanel site={site} />
  </div>
);
