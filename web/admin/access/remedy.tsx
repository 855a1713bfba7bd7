import { Link } from 'react-router';
import type { WhyAnswer } from '#contract/access.ts';
import type { RefusalReason } from '#contract/refusal.ts';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { accessWords } from './words.ts';

type Where = 'consents' | 'sites' | 'cameras';
const MENDED_IN: Partial<Record<RefusalReason, Where>> = {
  'agreement-invalid': 'consents',
  'insurance-invalid': 'consents',
  'risk-notice-unread': 'consents',
  'video-consent-invalid': 'consents',
  'site-live-off': 'sites',
  'site-closed': 'sites',
  'outside-window': 'sites',
  'window-over': 'sites',
  'camera-disabled': 'cameras',
  'camera-paused': 'cameras',
};

/** The page on which the first reason is mended, if one is; the parent's page then opens by itself. */
export function Remedy({ why, site }: { why: WhyAnswer; site: SiteView }) {
  const say = useWords(accessWords);
  const where = why.isPast || why.reason === null ? undefined : MENDED_IN[why.reason];
  if (where === undefined) return null;
  const { child } = why.facts;
  const search = new URLSearchParams({
    site: site.siteId,
    ...(where === 'consents' && child && { q: child.name }),
  });
  return (
    <Link className="ax-remedy" to={`/a/${where}?${search.toString()}`}>
      {say(`remedy_${where}`, { child: child?.name ?? '' })}
    </Link>
  );
}
