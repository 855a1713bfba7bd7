import { useQuery } from '@tanstack/react-query';
import { useLocation, useSearchParams } from 'react-router';
import { SiteId } from '#contract/ids.ts';
import { readCounts } from '../../features/consents/consents-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useSite } from '../site-scope.tsx';
import { ledgerWords } from './words.ts';

/** How many children of the chosen site, or of all, have a paper to be looked at or one that ends within the notice. */
export function DueBadge() {
  const say = useWords(ledgerWords);
  const [search] = useSearchParams();
  const site = useSite();
  const isOverview = useLocation().pathname.replace(/\/$/, '') === '/a';
  const siteId = isOverview ? SiteId.safeParse(search.get('site')).data : site?.siteId;
  const { data } = useQuery({
    queryKey: ['consents', 'counts', siteId ?? null],
    queryFn: () => readCounts(siteId),
  });
  const [soon, waiting] = [data?.['ends-soon'] ?? 0, data?.waiting ?? 0];
  if (soon + waiting === 0) return null;
  const words = say('due', { soon, waiting });
  return (
    <span className="ad-badge" title={words}>
      <span aria-hidden="true">{soon + waiting}</span>
      <span className="unseen">{words}</span>
    </span>
  );
}
