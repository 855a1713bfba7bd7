import { Button, Modal } from 'antd';
import { useWords } from '../../shared/words/book.ts';
import { CopyButton } from '../copy-button.tsx';
import { adminWords } from '../words.ts';
import type { TypedAccount } from './account-fields.tsx';
import { staffWords } from './words.ts';

type Props = { person: Pick<TypedAccount, 'name' | 'username' | 'password'>; onClose: () => void };

/** Account and first password, shown until this closes, and never again. */
export function AddedPerson({ person, onClose }: Props) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { name, username, password } = person;
  return (
    <Modal
      open
      title={say('addedTitle', { name })}
      footer={<Button onClick={onClose}>{common('close')}</Button>}
      onCancel={onClose}
    >
      <div className="ad-stack">
        <p>{say('handOver')}</p>
        <p className="row">
          {`${say('username')}: `}
          <b>{username}</b>
          <span className="row-space" />
          <CopyButton text={`${say('username')}: ${username}\n${say('password')}: ${password}`} />
        </p>
        <p className="ad-code">{password}</p>
      </div>
    </Modal>
  );
}
