import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ChildView, ConsentState, GuardianshipView, SiteView } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../site-time.ts';
import { ConsentModal } from './consent-modal.tsx';
import { ConsentPills } from './consent-pills.tsx';
import { LinkGuardianForm } from './link-guardian-form.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; manages: boolean; onClose: () => void };

/** Everything of one child: what is signed, who belongs to it and may do what. */
export function ChildDrawer({ child, site, manages, onClose }: Props) {
  const say = useWords(familyWords);
  return (
    <Drawer open title={child.name} size={560} onClose={onClose}>
      <div className="ad-stack">
        <div className="row">
          <Portrait recipe={child.portrait} name={child.name} size={64} />
          <div>
            <b>{child.classroom?.name ?? say('noRoom')}</b>
            {child.sessionKind && <p className="dim">{say(`kind_${child.sessionKind}`)}</p>}
            {child.allergies.length > 0 && (
              <p className="ad-red">{say('allergies', { what: child.allergies.join('、') })}</p>
            )}
          </div>
        </div>
        <Consents child={child} site={site} manages={manages} />
        <section aria-labelledby="guardians-title">
          <h2 id="guardians-title">{say('guardians')}</h2>
          {child.guardians.length === 0 && <p className="dim">{say('noGuardians')}</p>}
          <ul className="ad-rights">
            {child.guardians.map((guardian) => (
              <GuardianLine key={guardian.guardianshipId} guardian={guardian} site={site} />
            ))}
          </ul>
        </section>
        {manages && <LinkGuardianForm child={child} site={site} />}
      </div>
    </Drawer>
  );
}

function GuardianLine({ guardian, site }: { guardian: GuardianshipView; site: SiteView }) {
  const say = useWords(familyWords);
  const { name, relation, mayWatch, mayPickUp, custodyBlocked, withdrawn, runningViews } = guardian;
  const search = new URLSearchParams({ site: site.siteId, q: name });
  return (
    <li>
      <b>{`${relation} ${name}`}</b>
      <Pill tone={mayWatch ? 'live' : 'refused'} icon={mayWatch ? 'eye' : 'lock'}>
        {say(mayWatch ? 'mayWatch' : 'mayNotWatch')}
      </Pill>
      <Pill tone={mayPickUp ? 'live' : 'refused'} icon={mayPickUp ? 'check' : 'close'}>
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
      <Link to={`/a/access?${search}`}>{say('toRights')}</Link>
    </li>
  );
}

type Asked = { consent: ConsentState; given: boolean };

function Consents({ child, site, manages }: Omit<Props, 'onClose'>) {
  const say = useWords(familyWords);
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <section aria-labelledby="consents-title">
      <h2 id="consents-title">{say('consents')}</h2>
      <ul className="ad-rights">
        {child.consents.map((consent) => (
          <li key={consent.kind}>
            <ConsentPills consents={[consent]} />
            {consent.validUntil && (
              <span className="dim">{say('until', { date: dateIn(site.timeZone, consent.validUntil) })}</span>
            )}
            <span className="row-space" />
            {manages && (
              <>
                <Button size="small" onClick={() => setAsked({ consent, given: true })}>
                  {say('record')}
                </Button>
                {consent.state === 'valid' && (
                  <Button size="small" danger onClick={() => setAsked({ consent, given: false })}>
                    {say('withdraw')}
                  </Button>
                )}
              </>
            )}
          </li>
        ))}
      </ul>
      {asked && (
        <ConsentModal
          child={child}
          site={site}
          kind={asked.consent.kind}
          given={asked.given}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}
