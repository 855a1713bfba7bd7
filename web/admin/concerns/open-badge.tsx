import { useConcerns } from '../../features/concerns/concerns-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { concernScreenWords } from './words.ts';

/** How many this person may still have to see to, of the chosen site. */
export function ConcernBadge() {
  const say = useWords(concernScreenWords);
  const { data } = useConcerns(useSite()?.siteId);
  const n = (data?.concerns ?? []).filter(({ state }) => state !== 'closed').length;
  if (n === 0) return null;
  const words = say('openCount', { n });
  return (
    <span className="ad-badge" title={words}>
      <span aria-hidden="true">{n}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}
