import { Link } from 'react-router';
import type { DashboardSite } from '#contract/dashboard.ts';
import type { RefusalReason } from '#contract/refusal.ts';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { REASON_WORD } from '../access/reason-words.ts';
import { mayOpen } from '../may-open.ts';
import { todayIn } from '../../shared/site-time.ts';
import { refusalsOf } from './scoped.ts';
import { overviewWords } from './words.ts';

const SHOWN = 8;

/** Why people were not let in today; each number leads to its entries in the audit. */
export function RefusalsCard({ sites }: { sites: readonly DashboardSite[] }) {
  const say = useWords(overviewWords);
  const language = useLanguage();
  const refusals = refusalsOf(sites);
  const total = refusals.reduce((sum, { looks }) => sum + looks, 0);
  const most = refusals[0]?.looks ?? 1;
  return (
    <section className="card ov-side" aria-labelledby="refusals-title">
      <header>
        <h2 id="refusals-title">{say('whyRefused')}</h2>
        <small className="dim">{say('nLooks', { n: total })}</small>
      </header>
      {refusals.length === 0 ? (
        <p className="dim">{say('noneRefused')}</p>
      ) : (
        <ul className="ov-bars">
          {refusals.slice(0, SHOWN).map(({ reason, looks }) => (
            <li key={reason}>
              <span>{REASON_WORD[reason][language]}</span>
              <svg width="100%" height={10} aria-hidden="true">
                <rect width={`${(looks / most) * 100}%`} height={10} rx={3} className="ov-bar" />
              </svg>
              <Count sites={sites} reason={reason} looks={looks} />
            </li>
          ))}
        </ul>
      )}
      {refusals.length > SHOWN && <p className="dim small">{say('moreReasons', { n: refusals.length - SHOWN })}</p>}
    </section>
  );
}

function Count({ sites, reason, looks }: { sites: readonly DashboardSite[]; reason: RefusalReason; looks: number }) {
  const say = useWords(overviewWords);
  const language = useLanguage();
  const me = useMe();
  const [site] = sites;
  if (!site || !mayOpen(me, 'audit')) return <b>{looks}</b>;
  const search = new URLSearchParams({
    site: site.siteId,
    ...(sites.length > 1 && { scope: 'all' }),
    refused: reason,
    from: todayIn(site.timeZone),
  });
  return (
    <Link to={`/a/audit?${search}`} aria-label={say('seeRefused', { reason: REASON_WORD[reason][language], n: looks })}>
      {looks}
    </Link>
  );
}
