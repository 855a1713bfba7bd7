import { App, ConfigProvider } from 'antd';
import enUS from 'antd/es/locale/en_US.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import { type ComponentType, type ReactNode, useEffect } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { useMe } from '../shared/session.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { AccessScreen } from './access/access-screen.tsx';
import { AccountScreen } from './account/account-screen.tsx';
import { OnceSetUp } from './account/once-set-up.tsx';
import { AttendanceScreen } from './attendance/attendance-screen.tsx';
import { PrintScreen } from './attendance/print-screen.tsx';
import { AuditScreen } from './audit/audit-screen.tsx';
import { ConcernsScreen } from './concerns/concerns-screen.tsx';
import { CamerasScreen } from './cameras/cameras-screen.tsx';
import { ConsentsScreen } from './consents/consents-screen.tsx';
import { FamiliesScreen } from './families/families-screen.tsx';
import { HealthScreen } from './health/health-screen.tsx';
import { ImportScreen } from './imports/import-screen.tsx';
import { IncidentsScreen } from './incidents/incidents-screen.tsx';
import { RegisterScreen } from './incidents-register/register-screen.tsx';
import { ReportScreen } from './incidents-register/report-screen.tsx';
import { mayOpen, type Screen } from './may-open.ts';
import { EmployersScreen } from './organizations/employers-screen.tsx';
import { OverviewScreen } from './overview/overview-screen.tsx';
import { Shell } from './shell/shell.tsx';
import { OfSite } from './site-scope.tsx';
import { SitesScreen } from './sites/sites-screen.tsx';
import { StaffingScreen } from './staffing/staffing-screen.tsx';
import { StaffScreen } from './staff/staff-screen.tsx';
import { kanwaTheme } from './theme.ts';
import { adminWords } from './words.ts';
import './admin.css';

/** What is told of lies over the page, not over the bar with the clock and the language. */
const BELOW_BAR_PX = 64;
const ANTD_LOCALE = { zh: zhCN, en: enUS };

/** Screens of one site, by their paths. */
const OF_SITE: Partial<Record<Screen, ComponentType<{ site: SiteView }>>> = {
  access: AccessScreen,
  cameras: CamerasScreen,
  incidents: IncidentsScreen,
  attendance: AttendanceScreen,
  families: FamiliesScreen,
  consents: ConsentsScreen,
  imports: ImportScreen,
  health: HealthScreen,
  staffing: StaffingScreen,
  staff: StaffScreen,
  sites: SitesScreen,
  'incidents/register': RegisterScreen,
  concerns: ConcernsScreen,
  audit: AuditScreen,
};

/** What a screen has in its address beside itself. */
const PATH: Partial<Record<Screen, string>> = {
  incidents: 'incidents/:incidentId?',
  concerns: 'concerns/:concernId?',
};

/** The console of those who answer for a nursery. */
export default function AdminFace() {
  const language = useLanguage();
  return (
    <ConfigProvider theme={kanwaTheme} locale={ANTD_LOCALE[language]} button={{ autoInsertSpace: false }}>
      <App notification={{ top: BELOW_BAR_PX }}>
        <Routes>
          <Route
            path="/a/attendance/print"
            element={
              <OnceSetUp>
                <For screen="attendance">{<OfSite>{(s) => <PrintScreen site={s} />}</OfSite>}</For>
              </OnceSetUp>
            }
          />
          <Route
            path="/a/incidents/:incidentId/print"
            element={
              <OnceSetUp>
                <For screen="incidents/register">{<ReportScreen />}</For>
              </OnceSetUp>
            }
          />
          <Route
            path="/a"
            element={
              <OnceSetUp>
                <Shell />
              </OnceSetUp>
            }
          >
            <Route index element={<For screen="overview">{<OverviewScreen />}</For>} />
            {Object.entries(OF_SITE).map(([screen, Of]) => (
              <Route
                key={screen}
                path={PATH[screen as Screen] ?? screen}
                element={
                  <For screen={screen as Screen}>{<OfSite>{(s) => <Of key={s.siteId} site={s} />}</OfSite>}</For>
                }
              />
            ))}
            <Route path="employers" element={<For screen="employers">{<EmployersScreen />}</For>} />
            <Route path="account" element={<AccountScreen />} />
            <Route path="*" element={<Navigate to="/a" replace />} />
          </Route>
        </Routes>
      </App>
    </ConfigProvider>
  );
}

function For({ screen, children }: { screen: Screen; children: ReactNode }) {
  const say = useWords(adminWords);
  const me = useMe();
  useEffect(() => {
    document.title = `${say(screen)} · ${say('title')}`;
  }, [say, screen]);
  return mayOpen(me, screen) ? children : <Empty icon="lock">{say('notForYou')}</Empty>;
}
