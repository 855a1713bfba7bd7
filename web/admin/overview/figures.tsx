import type { Dashboard } from '#contract/dashboard.ts';
import { useConnection } from '../../shared/socket.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { refusalsOf, sumOf } from './scoped.ts';
import { overviewWords } from './words.ts';

/** Now and today; while nobody tells what happens they are grey, with the time they are of. */
export function Figures({ dashboard: { sites, refusedPersons, now } }: { dashboard: Dashboard }) {
  const say = useWords(overviewWords);
  const isOld = useConnection().phase === 'away';
  const sum = (pick: Parameters<typeof sumOf>[1]) => sumOf(sites, pick);
  const isKnown = sites.some(({ isStaffRecorded }) => isStaffRecorded);
  const isSeen = sites.some(({ isPart }) => !isPart);
  const figures = [
    {
      title: say('present'),
      value: sum((s) => s.childrenPresent),
      more: say('ofExpected', { left: sum((s) => s.childrenLeft), n: sum((s) => s.childrenExpected) }),
    },
    {
      title: say('caregivers'),
      value: isKnown ? sum((site) => site.caregivers ?? 0) : say('notShown'),
      more: isKnown ? say('onDuty') : isSeen ? say('unrecorded') : '',
    },
    {
      title: say('watching'),
      value: sum((s) => s.viewsNow - s.staffViewsNow),
      more: say('viewsOfStaff', { n: sum((s) => s.staffViewsNow) }),
    },
    {
      title: say('refusedToday'),
      value: sumLooks(refusalsOf(sites)),
      more: say('refusedPersons', { n: refusedPersons }),
    },
    { title: say('cameras'), value: sum((s) => s.camerasLive), more: say('ofCameras', { n: sum((s) => s.cameras) }) },
  ];
  return (
    <dl className={isOld ? 'card ov-figures ov-old' : 'card ov-figures'} aria-label={say('figures')}>
      {figures.map(({ title, value, more }) => (
        <div key={title}>
          <dt>
            {title}
            {isOld && <small>{say('asOf', { time: clock(now, sites[0]?.timeZone) })}</small>}
          </dt>
          <dd>
            <b>{value}</b> {more}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const sumLooks = (refusals: readonly { looks: number }[]): number =>
  refusals.reduce((total, { looks }) => total + looks, 0);
