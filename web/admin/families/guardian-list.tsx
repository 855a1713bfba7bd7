import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ChildView, GuardianshipView, SiteView } from '#contract/people.ts';
import { useMe } from '../../shared/session.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { mayOpen } from '../may-open.ts';
import { UnlinkModal } from './unlink-modal.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; manages: boolean };

/** Who belongs to a child and what each of them may do. */
export function GuardianList({ child, site, manages }: Props) {
  const say = useWords(familyWords);
  const [unlinking, setUnlinking] = useState<GuardianshipView | null>(null);
  return (
    <section aria-labelledby="guardians-title">
      <h2 id="guardians-title">{say('guardians')}</h2>
      {child.guardians.length === 0 && !child.hasOtherGuardians && <p className="dim">{say('noGuardians')}</p>}
      <ul className="ad-rights">
        {child.guardians.map((guardian) => (
          <li key={guardian.guardianshipId}>
            <b>{`${guardian.relation} ${guardian.name}`}</b>
            <Rights guardian={guardian} />
            <span className="row-space" />
            <ToRights guardian={guardian} site={site} />
            <ToAccount guardian={guardian} site={site} />
            {/* The block is what stops them at the door, so it is lifted first. */}
            {manages && !guardian.custodyBlocked && (
              <Button
                size="small"
                danger
                aria-label={say('unlinkNamed', { name: guardian.name })}
                onClick={() => setUnlinking(guardian)}
              >
                {say('unlink')}
              </Button>
            )}
          </li>
        ))}
        {child.hasOtherGuardians && <li className="dim">{say('otherGuardian')}</li>}
      </ul>
      {unlinking && <UnlinkModal child={child} guardian={unlinking} onClose={() => setUnlinking(null)} />}
    </section>
  );
}

function ToRights({ guardian, site }: { guardian: GuardianshipView; site: SiteView }) {
  const say = useWords(familyWords);
  if (!mayOpen(useMe(), 'access')) return null;
  return (
    <Link to={`/a/access?${new URLSearchParams({ site: site.siteId, q: guardian.name })}`}>{say('toRights')}</Link>
  );
}

/** Sign-ins, suspension, and the end of all rights are the account's, not the child's. */
function ToAccount({ guardian, site }: { guardian: GuardianshipView; site: SiteView }) {
  const say = useWords(familyWords);
  if (!mayOpen(useMe(), 'staff')) return null;
  return (
    <Link to={`/a/staff?${new URLSearchParams({ site: site.siteId, person: guardian.userId })}`}>
      {say('toAccount')}
    </Link>
  );
}

/** The rights themselves; whether someone may watch at this moment depends on more, and stands under the permissions. */
function Rights({ guardian }: { guardian: GuardianshipView }) {
  const say = useWords(familyWords);
  const { custodyBlocked, withdrawn, runningViews } = guardian;
  const isKept = !custodyBlocked && !withdrawn;
  const [mayWatch, mayPickUp] = [guardian.mayWatch && isKept, guardian.mayPickUp && isKept];
  return (
    <>
      <Pill tone={mayWatch ? 'primary' : 'refused'} icon={mayWatch ? 'eye' : 'lock'}>
        {say(mayWatch ? 'mayWatch' : 'mayNotWatch')}
      </Pill>
      <Pill tone={mayPickUp ? 'primary' : 'refused'} icon={mayPickUp ? 'check' : 'close'}>
        {say(mayPickUp ? 'mayPickUp' : 'mayNotPickUp')}
      </Pill>
      {custodyBlocked && (
        <Pill tone="offline" icon="stop">
          {say('custodyBlocked')}
        </Pill>
      )}
      {withdrawn && (
        <Pill tone="offline" icon="lock">
          {say('rightWithdrawn')}
        </Pill>
      )}
      {runningViews > 0 && (
        <Pill tone="primary" icon="eye">
          {say('watchingNow', { n: runningViews })}
        </Pill>
      )}
    </>
  );
}
