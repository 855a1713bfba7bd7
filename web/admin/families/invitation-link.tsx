import { Button, Modal } from 'antd';
import type { InvitationMade } from '#contract/invitations.ts';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { CopyButton } from '../copy-button.tsx';
import { dateIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { inviteWords } from './invite-words.ts';
import './invite.css';

type Props = { made: InvitationMade; site: SiteView; onClose: () => void };

/** The link, shown until this closes, and never again; see web/features/join/join-secret.ts for what stands behind its `#`. */
export function InvitationLink({ made: { invitation, secret }, site, onClose }: Props) {
  const say = useWords(inviteWords);
  const common = useWords(adminWords);
  const { name, expiresAt } = invitation;
  const link = `${window.location.origin}/join#${secret}`;
  // Not the child's name: a message is forwarded sooner than one thinks.
  const message = say('message', { name, site: site.name, date: dateIn(site.timeZone, expiresAt), link });
  return (
    <Modal
      open
      title={say('madeTitle', { name })}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
      onCancel={onClose}
    >
      <div className="ad-stack">
        <p>{say('madeSays')}</p>
        <Shown label={say('link')} text={link} />
        <Shown label={say('text')} text={message} />
      </div>
    </Modal>
  );
}

function Shown({ label, text }: { label: string; text: string }) {
  return (
    <section>
      <p className="row">
        <b>{label}</b>
        <span className="row-space" />
        <CopyButton text={text} />
      </p>
      <p className="ad-invitation">{text}</p>
    </section>
  );
}
