import { useOpenIncidents } from '../../features/incidents/incidents-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { groupsOf } from './incident-look.ts';
import { incidentScreenWords } from './words.ts';

/** How many somebody still has to see to, of the chosen site. */
export function OpenBadge() {
  const say = useWords(incidentScreenWords);
  const site = useSite();
  const { data } = useOpenIncidents(site ? { siteId: site.siteId } : {});
  const n = groupsOf(data?.incidents ?? []).open.length;
  if (n === 0) return null;
  const words = say('openCount', { n });
  return (
    <span className="ad-badge" title={words}>
      <span aria-hidden="true">{n}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}
