import type { SiteView } from '#contract/people.ts';
import { useCamerasOf } from '../../features/cameras/use-cameras.ts';
import { useDevicesOf } from '../../features/devices/use-devices.ts';
import { useClassroomsOf, useSites } from '../../features/sites/use-sites.ts';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { mayOpen } from '../may-open.ts';
import { NoSites } from '../no-sites.tsx';
import { ReadState } from '../read-state.tsx';
import { AllWell } from './all-well.tsx';
import { exceptionsOf } from './exceptions.ts';
import { ExceptionsList } from './exceptions-list.tsx';
import { setupStepsOf } from './setup-steps.ts';
import { SitesTable } from './sites-table.tsx';
import { overviewWords } from './words.ts';

/** All sites at once: figures, what to see to first, then site by site. */
export function OverviewScreen() {
  const say = useWords(overviewWords);
  const me = useMe();
  const sites = useSites();
  const list = sites.data ?? [];
  const siteIds = list.map(({ siteId }) => siteId);
  // What a role may not read is not asked for.
  const [seesCameras, seesTablets] = [mayOpen(me, 'cameras'), mayOpen(me, 'staff')];
  const cameras = useCamerasOf(seesCameras ? siteIds : []);
  const rooms = useClassroomsOf(seesCameras ? siteIds : []);
  const devices = useDevicesOf(seesTablets ? siteIds : []);
  // That all is well is said of what was read, not of what is still on its way.
  const isRead = devices !== null && cameras.length >= list.reduce((total, site) => total + site.cameras, 0);
  if (sites.data?.length === 0) return <NoSites />;
  return (
    <>
      <h1 className="unseen">{say('title')}</h1>
      <ReadState of={sites}>
        <Figures sites={list} />
        {seesCameras && (
          <ExceptionsList exceptions={[...exceptionsOf(list, cameras, devices ?? []), ...setupStepsOf(list, rooms)]}>
            {isRead && <AllWell sites={list} seesTablets={seesTablets} />}
          </ExceptionsList>
        )}
        <SitesTable sites={list} />
      </ReadState>
    </>
  );
}

function Figures({ sites }: { sites: readonly SiteView[] }) {
  const say = useWords(overviewWords);
  const sum = (pick: (site: SiteView) => number): number => sites.reduce((total, site) => total + pick(site), 0);
  const figures = [
    {
      title: say('present'),
      value: sum((site) => site.childrenPresent),
      more: say('ofEnrolled', { n: sum((site) => site.childrenEnrolled) }),
    },
    {
      title: say('views'),
      value: sum((site) => site.viewsNow - site.staffViewsNow),
      more: say('viewsOfStaff', { n: sum((site) => site.staffViewsNow) }),
    },
    {
      title: say('cameras'),
      value: sum((site) => site.camerasLive),
      more: say('ofCameras', { n: sum((site) => site.cameras) }),
    },
  ];
  return (
    <dl className="card ad-figures" aria-label={say('figures')}>
      {figures.map(({ title, value, more }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <b>{value}</b> {more}
          </dd>
        </div>
      ))}
    </dl>
  );
}
