import { Outlet } from 'react-router';
import { usePhotoSending } from '../../features/incidents/use-photo-sending.ts';
import { useNotifying } from '../../features/notifications/use-notifying.ts';
import { useMe } from '../../shared/session.ts';
import { useConnection } from '../../shared/socket.ts';
import { clockWithSeconds } from '../../shared/time.ts';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { useLiveLists } from '../use-live-lists.ts';
import { adminWords } from '../words.ts';
import { Find } from '../find/find.tsx';
import { SideList } from './side-list.tsx';
import { SitePicker } from './site-picker.tsx';
import { useConcernNotice } from '../concerns/use-concern-notice.tsx';
import { useIncidentNotice } from '../incidents/use-incident-notice.tsx';
import { useAlarmNotice } from '../pickups/use-alarm-notice.ts';
import { useLookNotice } from './use-look-notice.ts';

/** What stands around every screen: where one is, whose site, whether what is shown is of now. */
export function Shell() {
  const say = useWords(adminWords);
  useLiveLists();
  useLookNotice();
  useAlarmNotice();
  useIncidentNotice();
  useConcernNotice();
  const me = useMe();
  useNotifying(me.userId);
  usePhotoSending(me.userId, me, true);
  return (
    <div className="ad">
      <a className="ad-skip" href="#content">
        {say('skip')}
      </a>
      <SideList />
      <div className="ad-page">
        <header className="ad-bar">
          <SitePicker />
          <Find />
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
