import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PersonView, SiteView } from '#contract/people.ts';
import { removeRole, suspendPerson } from '../../features/people/people-api.ts';
import { useMe } from '../../shared/session.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { AddRoleForm } from './add-role-form.tsx';
import { EndedRoles } from './ended-roles.tsx';
import { NameModal, PasswordModal, PinModal, SuspendModal } from './person-modals.tsx';
import { leaverWords } from './leaver-words.ts';
import { SignIns } from './sign-ins.tsx';
import { SweepModal } from './sweep-modal.tsx';
import { VideoConsent } from './video-consent.tsx';
import { staffWords } from './words.ts';

type Props = { person: PersonView; site: SiteView; onClose: () => void };
type Asked = 'name' | 'pin' | 'password' | 'suspend' | 'sweep';

/** One person: name, roles, tablet PIN, password, and whether the account is open. */
export function PersonDrawer({ person, site, onClose }: Props) {
  const say = useWords(staffWords);
  const leaver = useWords(leaverWords);
  const isMyself = useMe().userId === person.userId;
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Asked | null>(null);
  const resume = useChange(
    () => suspendPerson(person.userId, false, say('resume')),
    () => void message.success(say('resumedNow')),
  );
  const close = () => setAsked(null);
  const works = person.roles.length > 0; // a parent has nothing to do at a tablet
  return (
    <Drawer open title={person.name} size={520} onClose={onClose}>
      <div className="ad-stack">
        <div className="row">
          <Portrait recipe={person.portrait} name={person.name} size={64} adult />
          <div>
            <b>{person.username}</b>
            <p className="dim">
              {[person.phone, works && say(person.hasPin ? 'hasPin' : 'noPin')].filter(Boolean).join(' · ')}
            </p>
          </div>
        </div>
        {person.children.length > 0 && <Children person={person} site={site} />}
        <Roles person={person} site={site} />
        <AddRoleForm person={person} site={site} />
        {person.videoConsent && <VideoConsent person={person} consent={person.videoConsent} site={site} />}
        {!isMyself && <SignIns person={person} site={site} />}
        <div className="ad-actions">
          <Button onClick={() => setAsked('name')}>{say('editPerson')}</Button>
          {works && <Button onClick={() => setAsked('pin')}>{say('setPin')}</Button>}
          <Button onClick={() => setAsked('password')}>{say('resetPassword')}</Button>
          {person.suspended ? (
            <Button loading={resume.busy} onClick={() => resume.change(undefined)}>
              {say('resume')}
            </Button>
          ) : (
            <Button danger onClick={() => setAsked('suspend')}>
              {say('suspend')}
            </Button>
          )}
          {!isMyself && (
            <Button danger onClick={() => setAsked('sweep')}>
              {leaver('sweep')}
            </Button>
          )}
        </div>
      </div>
      {asked === 'name' && <NameModal person={person} onClose={close} />}
      {asked === 'pin' && <PinModal person={person} onClose={close} />}
      {asked === 'password' && <PasswordModal person={person} onClose={close} />}
      {asked === 'sweep' && <SweepModal person={person} site={site} onClose={close} />}
      {asked === 'suspend' && <SuspendModal person={person} onClose={close} />}
    </Drawer>
  );
}

function Children({ person, site }: Omit<Props, 'onClose'>) {
  const say = useWords(staffWords);
  return (
    <section aria-labelledby="children-title">
      <h2 id="children-title">{say('children')}</h2>
      <ul className="ad-rights">
        {person.children.map(({ childId, name, relation }) => (
          <li key={childId}>
            <Link to={`/a/families?site=${site.siteId}&child=${childId}`}>{name}</Link>
            <span className="dim">{relation}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Roles({ person, site }: { person: PersonView; site: SiteView }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const { change } = useChange(
    (roleId: string) => removeRole(person.userId, roleId),
    () => void message.success(say('roleRemoved')),
  );
  return (
    <section aria-labelledby="roles-title">
      <h2 id="roles-title">{say('roles')}</h2>
      {person.roles.length === 0 && <p className="dim">{say('noRoles')}</p>}
      <ul className="ad-rights">
        {person.roles.map(({ roleId, role, scope, endsAt }) => (
          <li key={roleId}>
            <b>{common(`role_${role}`)}</b>
            {scope}
            {endsAt && <span className="dim">{say('roleUntil', { date: dateIn(site.timeZone, endsAt) })}</span>}
            <span className="row-space" />
            <Button
              size="small"
              danger
              aria-label={say('removeRole', { role: common(`role_${role}`) })}
              onClick={() => change(roleId)}
            >
              {common('remove')}
            </Button>
          </li>
        ))}
        <EndedRoles person={person} site={site} />
      </ul>
    </section>
  );
}
