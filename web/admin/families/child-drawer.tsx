import { Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ChildView, ConsentState, SiteView } from '#contract/people.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../../shared/site-time.ts';
import { GivenModal, WithdrawnModal } from './consent-modal.tsx';
import { ConsentPills } from './consent-pills.tsx';
import { EditChildModal } from './edit-child-modal.tsx';
import { GuardianList } from './guardian-list.tsx';
import { InvitationList } from './invitation-list.tsx';
import { LeaveModal } from './leave-modal.tsx';
import { LinkGuardianForm } from './link-guardian-form.tsx';
import { ChildPickups } from '../pickups/child-pickups.tsx';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; manages: boolean; onClose: () => void };

/** Everything of one child: what is signed, who belongs to it and may do what. */
export function ChildDrawer({ child, site, manages, onClose }: Props) {
  const say = useWords(familyWords);
  const [changing, setChanging] = useState<'edit' | 'leave' | null>(null);
  const close = () => setChanging(null);
  return (
    <Drawer open title={child.name} size={560} onClose={onClose}>
      <div className="ad-stack">
        <div className="row">
          <Portrait recipe={child.portrait} name={child.name} size={64} />
          <div>
            <b>{child.classroom?.name ?? say('noRoom')}</b>
            {child.sessionKind && <p className="dim">{say(`kind_${child.sessionKind}`)}</p>}
            {child.bornOn && <p className="dim">{say('born', { date: child.bornOn })}</p>}
            {child.allergies.length > 0 && (
              <p className="ad-red">{say('allergies', { what: child.allergies.join('、') })}</p>
            )}
          </div>
        </div>
        <Consents child={child} site={site} manages={manages} />
        <GuardianList child={child} site={site} manages={manages} />
        <ChildPickups child={child} site={site} manages={manages} />
        {manages && <InvitationList child={child} site={site} />}
        {manages && <LinkGuardianForm child={child} site={site} />}
        {manages && (
          <div className="ad-actions">
            <Button onClick={() => setChanging('edit')}>{say('editChild')}</Button>
            <Button danger onClick={() => setChanging('leave')}>
              {say('leave')}
            </Button>
          </div>
        )}
      </div>
      {changing === 'edit' && <EditChildModal child={child} site={site} onClose={close} />}
      {changing === 'leave' && <LeaveModal child={child} site={site} onClose={close} />}
    </Drawer>
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
      {asked?.given === true && (
        <GivenModal child={child} site={site} kind={asked.consent.kind} onClose={() => setAsked(null)} />
      )}
      {asked?.given === false && (
        <WithdrawnModal child={child} kind={asked.consent.kind} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}
