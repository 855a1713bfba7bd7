import type { SiteView } from '#contract/people.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { overviewWords } from './words.ts';

type Props = { sites: readonly SiteView[]; seesTablets: boolean };

/** One quiet line that claims no more than its reader may see. */
export function AllWell({ sites, seesTablets }: Props) {
  const say = useWords(overviewWords);
  const n = sites.reduce((total, site) => total + site.camerasLive, 0);
  return (
    <p className="ad-well">
      <Icon name="check" size={18} weight={2.4} />
      {say(seesTablets ? 'allWell' : 'allWellCameras', { n })}
    </p>
  );
}
