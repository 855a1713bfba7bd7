import type { Dashboard } from '#contract/dashboard.ts';
import { useDashboard } from '../../features/dashboard/use-dashboard.ts';
import { useWords } from '../../shared/words/book.ts';
import { FactorNotice } from '../account/factor-notice.tsx';
import { NoSites } from '../no-sites.tsx';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { AllWell } from './all-well.tsx';
import { ExceptionsList } from './exceptions-list.tsx';
import { Figures } from './figures.tsx';
import { RefusalsCard } from './refusals-card.tsx';
import { scoped } from './scoped.ts';
import { SitesTable } from './sites-table.tsx';
import { ViewersCard } from './viewers-card.tsx';
import { overviewWords } from './words.ts';
import './overview.css';

/** All sites at once, or the chosen one: figures, what to see to first, then site by site. */
export function OverviewScreen() {
  const say = useWords(overviewWords);
  const dashboard = useDashboard();
  const [siteId] = useFilter('site');
  if (dashboard.data?.sites.length === 0) return <NoSites />;
  return (
    <>
      <h1 className="unseen">{say('title')}</h1>
      <FactorNotice />
      <ReadState of={dashboard}>{dashboard.data && <Overview dashboard={scoped(dashboard.data, siteId)} />}</ReadState>
    </>
  );
}

function Overview({ dashboard }: { dashboard: Dashboard }) {
  const { sites, exceptions } = dashboard;
  return (
    <>
      <Figures dashboard={dashboard} />
      <ExceptionsList exceptions={exceptions} isOneSite={sites.length === 1}>
        <AllWell sites={sites} />
      </ExceptionsList>
      <div className="ov-below">
        <SitesTable sites={sites} />
        <div className="ov-right">
          <ViewersCard sites={sites} />
          <RefusalsCard sites={sites} />
        </div>
      </div>
    </>
  );
}
