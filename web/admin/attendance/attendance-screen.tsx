import { Tabs } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { useFilter } from '../site-scope.tsx';
import { DayView } from './day-view.tsx';
import { ExportMenu } from './export-menu.tsx';
import { MonthPanel } from './month-panel.tsx';
import { attendanceWords } from './words.ts';
import './attendance.css';

/** Who is and was here: a day child by child, a month day by day, and both as files. */
export function AttendanceScreen({ site }: { site: SiteView }) {
  const say = useWords(attendanceWords);
  const [view, setView] = useFilter('view');
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <ExportMenu site={site} />
      </div>
      <ReadOnlyNote />
      <Tabs
        activeKey={view === 'month' ? 'month' : 'day'}
        onChange={(key) => setView(key === 'month' ? 'month' : '')}
        destroyOnHidden
        items={[
          { key: 'day', label: say('view_day'), children: <DayView site={site} /> },
          { key: 'month', label: say('view_month'), children: <MonthPanel site={site} /> },
        ]}
      />
    </>
  );
}
