import { Link } from 'react-router';
import type { SiteView } from '#contract/people.ts';
import { useMe } from '../../shared/session.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { mayManage } from '../may-open.ts';
import { overviewWords } from './words.ts';

type Props = { sites: readonly SiteView[]; seesTablets: boolean };

/** One quiet line that claims no more than its reader may see; without any camera it says what comes next. */
export function AllWell({ sites, seesTablets }: Props) {
  const say = useWords(overviewWords);
  const manages = mayManage(useMe());
  const cameras = sites.reduce((total, site) => total + site.cameras, 0);
  const n = sites.reduce((total, site) => total + site.camerasLive, 0);
  if (cameras === 0) {
    return (
      <p className="ad-well ad-nothing-yet">
        <Icon name="camera" size={18} />
        {say('noCameras')} {manages && <Link to="/a/cameras">{say('addCamera')}</Link>}
      </p>
    );
  }
  return (
    <p className="ad-well">
      <Icon name="check" size={18} weight={2.4} />
      {say(seesTablets ? 'allWell' : 'allWellCameras', { n })}
    </p>
  );
}
