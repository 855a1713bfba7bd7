import { Segmented } from 'antd';
import { Link } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { ExportMenu } from './export-menu.tsx';
import { RegisterFilters } from './register-filters.tsx';
import { RegisterList } from './register-list.tsx';
import { TrendsPanel } from './trends-panel.tsx';
import { useRegisterSearch } from './use-register-search.ts';
import { registerWords } from './words.ts';
import './register.css';

const VIEWS = ['list', 'trends'] as const;

/** Every incident: found again, counted, and taken out as the forms want it. */
export function RegisterScreen({ site }: { site: SiteView }) {
  const say = useWords(registerWords);
  const { search, isNarrowed, clear } = useRegisterSearch(site);
  const [view, setView] = useFilter('view', { step: true });
  const shown = view === 'trends' ? 'trends' : 'list';
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <Link to={`/a/incidents?site=${site.siteId}`}>{say('toOpen')}</Link>
        <ExportMenu search={search} />
      </div>
      <p className="dim ir-lead">{say('lead')}</p>
      <RegisterFilters site={site} isNarrowed={isNarrowed} onClear={clear} />
      <div>
        <Segmented
          aria-label={say('view')}
          value={shown}
          onChange={(to) => setView(to === 'list' ? '' : to)}
          options={VIEWS.map((value) => ({ value, label: say(`view_${value}`) }))}
        />
      </div>
      {shown === 'list' ? <RegisterList site={site} /> : <TrendsPanel site={site} />}
    </>
  );
}
