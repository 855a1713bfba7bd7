import { Button } from 'antd';
import type { ComponentType } from 'react';
import { Link, NavLink, useLocation, useSearchParams } from 'react-router';
import type { Exception } from '#contract/dashboard.ts';
import { useDashboard } from '../../features/dashboard/use-dashboard.ts';
import { signOut, useMe } from '../../shared/session.ts';
import { Brand } from '../../shared/ui/brand.tsx';
import { Icon, type IconName } from '../../shared/ui/icon.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ConcernBadge } from '../concerns/open-badge.tsx';
import { DueBadge } from '../consents/due-badge.tsx';
import { OpenBadge } from '../incidents/open-badge.tsx';
import { mayOpen, SCREENS, type Screen } from '../may-open.ts';
import { mayActOn } from '../overview/exception-place.ts';
import { useSite } from '../site-scope.tsx';
import { adminWords } from '../words.ts';

const ICON: Record<Screen, IconName> = {
  overview: 'home',
  access: 'eye',
  cameras: 'camera',
  incidents: 'flag',
  attendance: 'check',
  families: 'people',
  consents: 'shield',
  imports: 'plus',
  health: 'thermometer',
  staffing: 'clock',
  staff: 'person',
  sites: 'building',
  employers: 'wifi',
  'incidents/register': 'search',
  concerns: 'lock',
  audit: 'list',
};

const GROUPS: readonly { title: 'group_care' | 'group_people' | 'group_proof' | null; screens: readonly Screen[] }[] = [
  { title: null, screens: ['overview'] },
  { title: 'group_care', screens: ['incidents', 'attendance', 'health', 'staffing', 'access', 'cameras'] },
  { title: 'group_people', screens: ['families', 'consents', 'imports', 'staff', 'sites', 'employers'] },
  { title: 'group_proof', screens: ['incidents/register', 'concerns', 'audit'] },
];

/** Only what this person may open; a group without any is left out. */
export function SideList() {
  const say = useWords(adminWords);
  const me = useMe();
  const shown = GROUPS.map(({ title, screens }) => ({
    title,
    screens: screens.filter((screen) => mayOpen(me, screen)),
  }));
  return (
    <aside className="ad-side" aria-label={say('title')}>
      <Brand />
      <nav aria-label={say('screens')}>
        {shown
          .filter(({ screens }) => screens.length > 0)
          .map(({ title, screens }) => (
            <div key={title ?? 'first'}>
              {title && <p className="ad-group">{say(title)}</p>}
              {screens.map((screen) => (
                <SideLink key={screen} screen={screen} />
              ))}
            </div>
          ))}
      </nav>
      <span className="row-space" />
      <WhoAmI />
    </aside>
  );
}

/** The chosen site goes along; the filters of a screen do not. */
function SideLink({ screen }: { screen: Screen }) {
  const say = useWords(adminWords);
  const [search] = useSearchParams();
  const { pathname } = useLocation();
  const site = search.get('site');
  const to = { pathname: pathOf(screen), search: site ? `?site=${site}` : '' };
  return (
    <Link to={to} aria-current={screen === screenAt(pathname) ? 'page' : undefined} className="ad-link">
      <Icon name={ICON[screen]} size={18} weight={1.8} />
      {say(screen)}
      <BadgeOf screen={screen} />
    </Link>
  );
}

const pathOf = (screen: Screen) => (screen === 'overview' ? '/a' : `/a/${screen}`);

/** The most particular one: the register is below the incidents, and is not one of them. */
function screenAt(pathname: string): Screen | undefined {
  return SCREENS.filter(
    (each) => pathname === pathOf(each) || (each !== 'overview' && pathname.startsWith(`${pathOf(each)}/`)),
  )
    .toSorted((a, b) => b.length - a.length)
    .at(0);
}

/** Those that count something of their own. */
const OWN_BADGE: Partial<Record<Screen, ComponentType>> = {
  consents: DueBadge,
  incidents: OpenBadge,
  concerns: ConcernBadge,
};

function BadgeOf({ screen }: { screen: Screen }) {
  const Own = OWN_BADGE[screen];
  return Own ? <Own /> : <Badge screen={screen} />;
}

/** How much of the chosen site, or of all, waits to be seen to. */
function Badge({ screen }: { screen: Screen }) {
  const say = useWords(adminWords);
  const [search] = useSearchParams();
  const { data } = useDashboard();
  const me = useMe();
  const site = useSite();
  const isOverview = useLocation().pathname.replace(/\/$/, '') === '/a';
  // Only the overview is of all sites; every other screen shows one, and counts that one.
  const siteId = isOverview ? search.get('site') : (site?.siteId ?? null);
  const exceptions = (data?.exceptions ?? []).filter(
    (each) => (siteId === null || each.siteId === siteId) && mayActOn(me, each),
  );
  const n = screen === 'overview' ? exceptions.length : exceptions.filter(isDown).length;
  if (n === 0 || (screen !== 'overview' && screen !== 'cameras')) return null;
  const words = say(screen === 'overview' ? 'toSeeTo' : 'camerasDown', { n });
  return (
    <span className="ad-badge" title={words}>
      <span aria-hidden="true">{n}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}

const isDown = (exception: Exception): boolean => exception.kind === 'camera' && exception.hasBeenLive;

function WhoAmI() {
  const say = useWords(adminWords);
  const me = useMe();
  const role = me.roles[0]?.role;
  return (
    <div className="ad-me">
      <Portrait recipe={me.portrait} name={me.name} size={28} adult />
      <span>
        <NavLink to="/a/account" title={say('myAccount')}>
          <b>{me.name}</b>
        </NavLink>
        {role && <small>{say(`role_${role}`)}</small>}
      </span>
      <Button size="small" onClick={() => void signOut()}>
        {say('signOut')}
      </Button>
    </div>
  );
}
