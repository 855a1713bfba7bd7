import type { DashboardSite } from '#contract/dashboard.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { sumOf } from './scoped.ts';
import { overviewWords } from './words.ts';

/** One quiet line that claims no more than its reader may see. */
export function AllWell({ sites }: { sites: readonly DashboardSite[] }) {
  const say = useWords(overviewWords);
  const isPart = sites.every((site) => site.isPart);
  return (
    <p className="ad-well">
      <Icon name="check" size={18} weight={2.4} />
      {say(isPart ? 'allWellPart' : 'allWell', { n: sumOf(sites, (site) => site.camerasLive) })}
    </p>
  );
}
