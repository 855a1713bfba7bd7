import { Tabs } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { DayPanel } from './day-panel.tsx';
import { RatioPanel } from './ratio-panel.tsx';
import { ShiftsPanel } from './shifts-panel.tsx';
import { staffingWords } from './words.ts';
import './staffing.css';

/** Who came and when, against what was planned, and whether the hands sufficed. */
export function StaffingScreen({ site }: { site: SiteView }) {
  const say = useWords(staffingWords);
  const [tab, setTab] = useFilter('tab', { step: true });
  return (
    <>
      <h1>{say('title')}</h1>
      <Tabs
        activeKey={tab || 'day'}
        onChange={(key) => setTab(key === 'day' ? '' : key)}
        items={[
          { key: 'day', label: say('tabDay'), children: <DayPanel site={site} /> },
          { key: 'ratio', label: say('tabRatio'), children: <RatioPanel site={site} /> },
          { key: 'shifts', label: say('tabShifts'), children: <ShiftsPanel site={site} /> },
        ]}
        destroyOnHidden
      />
    </>
  );
}
