import { App, Button } from 'antd';
import { useState } from 'react';
import type { InvitationMade, InvitationView } from '#contract/invitations.ts';
import type { ChildView, SiteView } from '#contract/people.ts';
import { inviteAnew, revokeInvitation, useInvitations } from '../../features/invitations/invitations-api.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { dateIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { InvitationLink } from './invitation-link.tsx';
import { inviteWords } from './invite-words.ts';
import './invite.css';

type Props = { child: ChildView; site: SiteView };

/** What was sent and what became of it: open ones first, what is over folded away. */
export function InvitationList({ child, site }: Props) {
  const say = useWords(inviteWords);
  const { data: invitations = [] } = useInvitations(child.childId);
  const [made, setMade] = useState<InvitationMade | null>(null);
  if (invitations.length === 0) return null;
  const open = invitations.filter(({ state }) => state === 'open');
  const over = invitations.filter(({ state }) => state !== 'open');
  const line = (invitation: InvitationView) => (
    <Line key={invitation.invitationId} invitation={invitation} site={site} onMade={setMade} />
  );
  return (
    <section aria-labelledby="invitations-title">
      <h2 id="invitations-title">{say('invitations')}</h2>
      <ul className="ad-rights">{open.map(line)}</ul>
      {over.length > 0 && (
        <details className="ad-older">
          <summary>{say('older', { n: over.length })}</summary>
          <ul className="ad-rights">{over.map(line)}</ul>
        </details>
      )}
      {made && <InvitationLink made={made} site={site} onClose={() => setMade(null)} />}
    </section>
  );
}

const LOOK: Record<InvitationView['state'], { tone: PillTone; icon: IconName }> = {
  open: { tone: 'primary', icon: 'hourglass' },
  used: { tone: 'live', icon: 'check' },
  expired: { tone: 'stalled', icon: 'clock' },
  revoked: { tone: 'offline', icon: 'close' },
};

type LineProps = { invitation: InvitationView; site: SiteView; onMade: (made: InvitationMade) => void };

function Line({ invitation, site, onMade }: LineProps) {
  const say = useWords(inviteWords);
  const { message } = App.useApp();
  const { invitationId, name, relation, state, expiresAt, usedBy } = invitation;
  const anew = useChange(() => inviteAnew(invitationId), onMade);
  const revoke = useChange(
    () => revokeInvitation(invitationId),
    () => void message.success(say('revoked')),
  );
  return (
    <li>
      <b>{`${relation} ${name}`}</b>
      <Pill {...LOOK[state]}>{say(`state_${state}`)}</Pill>
      {state === 'open' && <span className="dim">{say('openUntil', { date: dateIn(site.timeZone, expiresAt) })}</span>}
      {usedBy && <span className="dim">{say('usedBy', { name: usedBy.name })}</span>}
      <span className="row-space" />
      {state !== 'used' && (
        <Button
          size="small"
          loading={anew.busy}
          aria-label={say('anewNamed', { name })}
          onClick={() => anew.change(undefined)}
        >
          {say('anew')}
        </Button>
      )}
      {state === 'open' && (
        <Button
          size="small"
          danger
          loading={revoke.busy}
          aria-label={say('revokeNamed', { name })}
          onClick={() => revoke.change(undefined)}
        >
          {say('revoke')}
        </Button>
      )}
    </li>
  );
}
