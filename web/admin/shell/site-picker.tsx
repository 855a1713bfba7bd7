import { Select } from 'antd';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { useSites } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { adminWords } from '../words.ts';

const ALL = 'all';

/** What a screen has opened of one site is not of another. */
const screenOf = (pathname: string): string => pathname.split('/').slice(0, 3).join('/');

/** Whose site is shown. Only the overview is of all of them at once; what else is chosen is about one. */
export function SitePicker() {
  const say = useWords(adminWords);
  const { data: sites = [] } = useSites();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const site = useSite();
  const [search] = useSearchParams();
  const isOverview = pathname === '/a' || pathname === '/a/';
  if (!site || (isOverview && sites.length === 1)) return null;
  const isAll = isOverview && !search.has('site');
  const choose = (value: string) => {
    // Filters of one site's lists mean nothing at another.
    if (value === ALL) void navigate('/a');
    else void navigate({ pathname: screenOf(pathname), search: `?site=${value}` });
  };
  return (
    <Select
      className="ad-site"
      aria-label={say('chooseSite')}
      value={isAll ? ALL : site.siteId}
      onChange={choose}
      options={[
        ...(sites.length > 1 ? [{ value: ALL, label: say('allSites', { n: sites.length }) }] : []),
        ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
      ]}
    />
  );
}
