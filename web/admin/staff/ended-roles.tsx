import type { PersonView, SiteView } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { staffWords } from './words.ts';

/** Roles that give nothing any more, so that nobody wonders why someone cannot get in. */
export function EndedRoles({ person, site }: { person: PersonView; site: SiteView }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  return person.endedRoles.map(({ roleId, role, scope, endedAt }) => (
    <li key={roleId} className="dim">
      <b>{common(`role_${role}`)}</b>
      {scope}
      <Pill tone="offline" icon="clock">
        {say('roleEnded', { date: dateIn(site.timeZone, endedAt) })}
      </Pill>
    </li>
  ));
}
