import { NavLink, Outlet, useLocation } from 'react-router';
import { useLiveFeed } from '../features/feed/use-feed.ts';
import { ConnectionCorner } from '../features/live/connection-corner.tsx';
import { useNotifying } from '../features/notifications/use-notifying.ts';
import { useMe } from '../shared/session.ts';
import { Brand } from '../shared/ui/brand.tsx';
import { ConnectionBar } from '../shared/ui/connection-bar.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { Portrait } from '../shared/ui/portrait.tsx';
import { useWords } from '../shared/words/book.ts';
import { useHome, useLiveHome } from './use-home.ts';
import { parentWords } from './words.ts';
import './shell.css';

const PAGES = [
  { to: '/p', key: 'home', icon: 'home' },
  { to: '/p/feed', key: 'feed', icon: 'list' },
  { to: '/p/attendance', key: 'attendance', icon: 'calendar' },
  { to: '/p/pickup', key: 'pickup', icon: 'people' },
  { to: '/p/consents', key: 'consents', icon: 'shield' },
  { to: '/p/log', key: 'log', icon: 'eye' },
  { to: '/p/me', key: 'me', icon: 'person' },
] as const satisfies readonly { to: string; key: string; icon: IconName }[];

/** A phone's lower edge holds five; there these are reached from one's own page. Above, one's own page has one's face. */
const ONLY_ABOVE: ReadonlySet<string> = new Set(['pickup', 'log']);
const ONLY_BELOW: ReadonlySet<string> = new Set(['me']);

/** Pages that are reached from these. */
const WITHIN = [
  ['/p/rooms/', 'home'],
  ['/p/incidents', 'feed'],
  ['/p/notifications', 'me'],
] as const;

/** Around every page of a parent: words on top on a computer, icons below on a phone, and one connection for all. */
export function Shell() {
  const say = useWords(parentWords);
  const me = useMe();
  const home = useHome().data;
  useLiveHome(home);
  useLiveFeed();
  useNotifying(me.userId);
  return (
    <div className="shell">
      <header className="top">
        <NavLink to="/p" className="top-brand">
          <Brand />
        </NavLink>
        <Pages className="top-pages" />
        <span className="row-space" />
        <ConnectionCorner />
        <LanguageSwitch />
        <NavLink to="/p/me" className="top-me" aria-label={say('me')}>
          <Portrait recipe={me.portrait} name={me.name} size={32} adult />
          <span className="top-name">{me.name}</span>
        </NavLink>
      </header>
      <ConnectionBar timeZone={home?.children[0]?.timeZone} />
      <Outlet />
      <Pages className="bottom" withIcons />
    </div>
  );
}

function Pages({ className, withIcons = false }: { className: string; withIcons?: boolean }) {
  const say = useWords(parentWords);
  const { pathname } = useLocation();
  const within = WITHIN.find(([start]) => pathname.startsWith(start))?.[1];
  const shown = PAGES.filter(({ key }) => !(withIcons ? ONLY_ABOVE : ONLY_BELOW).has(key));
  return (
    <nav className={className} aria-label={say('nav')}>
      {shown.map(({ to, key, icon }) => (
        <NavLink key={key} to={to} end className={({ isActive }) => (isActive || key === within ? 'on' : '')}>
          {withIcons && <Icon name={icon} size={22} weight={1.8} />}
          {say(key)}
        </NavLink>
      ))}
    </nav>
  );
}
