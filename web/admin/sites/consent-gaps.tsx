import { Link } from 'react-router';
import type { ConsentGap, SiteView } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from '../families/words.ts';
import { siteWords } from './words.ts';

type Props = { gaps: readonly ConsentGap[]; site: SiteView };

/** Whose consent keeps a room's pictures closed, each with the way to where it is recorded. */
export function ConsentGaps({ gaps, site }: Props) {
  const say = useWords(siteWords);
  const state = useWords(familyWords);
  return (
    <section className="ad-gaps" aria-label={say('gapsTitle')}>
      <h2>{say('gapsTitle')}</h2>
      <p className="dim small">{say('gapsSays')}</p>
      <ul className="ad-rights">
        {gaps.map((gap) => (
          <li key={gap.id}>
            {say(gap.who === 'staff' ? 'gapStaff' : 'gapChild')}
            <b>{gap.name}</b>
            <Pill tone={gap.blocksNow ? 'offline' : 'stalled'} icon="shield">
              {`${state(`state_${gap.state}`)} · ${say(gap.blocksNow ? 'gapNow' : 'gapLater')}`}
            </Pill>
            <span className="row-space" />
            <Link to={placeOf(gap, site)}>{say('gapGo')}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const placeOf = ({ who, id }: ConsentGap, { siteId }: SiteView): string =>
  who === 'staff' ? `/a/staff?site=${siteId}&person=${id}` : `/a/families?site=${siteId}&child=${id}`;
