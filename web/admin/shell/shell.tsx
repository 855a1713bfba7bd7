import { Select } from 'antd';
import { Outlet, useLocation, useSearchParams } from 'react-router';
import { useSites } from '../../features/sites/use-sites.ts';
import { useConnection } from '../../shared/socket.ts';
import { clockWithSeconds } from '../../shared/time.ts';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { useLiveLists } from '../use-live-lists.ts';
import { adminWords } from '../words.ts';
import { SideList } from './side-list.tsx';

/** What stands around every screen: where one is, whose site, whether what is shown is of now. */
export function Shell() {
  const say = useWords(adminWords);
  useLiveLists();
  return (
    <div className="ad">
      <a className="ad-skip" href="#content">
        {say('skip')}
      </a>
      <SideList />
      <div className="ad-page">
        <header className="ad-bar">
          <SitePicker />
          <span className="row-space" />
          <Freshness />
          <LanguageSwitch />
        </header>
        <main id="content" className="ad-content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

/** The overview is of all sites; everywhere else one is chosen. */
function SitePicker() {
  const say = useWords(adminWords);
  const { data: sites = [] } = useSites();
  const { pathname } = useLocation();
  const site = useSite();
  const [, setSearch] = useSearchParams();
  if (pathname === '/a' || pathname === '/a/' || !site) return null;
  return (
    <Select
      className="ad-site"
      aria-label={say('chooseSite')}
      value={site.siteId}
      // Filters of one site's lists mean nothing at another.
      onChange={(siteId) => setSearch({ site: siteId })}
      options={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
    />
  );
}

function Freshness() {
  const say = useWords(adminWords);
  const connection = useConnection();
  const now = useNow(1_000);
  const timeZone = useSite()?.timeZone;
  const away = connection.phase === 'away' ? connection.since : null;
  return (
    <span className={away ? 'ad-fresh ad-stale' : 'ad-fresh'} role="status" aria-live={away ? 'polite' : 'off'}>
      <span className="dot" />
      {away
        ? say('asOf', { time: clockWithSeconds(away, timeZone) })
        : `${say('live')} · ${clockWithSeconds(now, timeZone)}`}
    </span>
  );
}
