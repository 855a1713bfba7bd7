import { App, Form, Input, Radio } from 'antd';
import { ChildId } from '#contract/ids.ts';
import type { IncidentFamily } from '#contract/incident-file.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal, type WithReason } from '../reason-modal.tsx';
import { adminWords } from '../words.ts';
import { guardianName } from './who-called.ts';
import type { ActionsProps } from './take.ts';
import { incidentScreenWords } from './words.ts';

type ModalProps = ActionsProps & { onClose: () => void };

const LONGEST_REASON = 500;
const LONGEST_NOTE = 1_000;
const REGISTER = 'register';

export function ReturnModal({ take, onClose }: ModalProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  return (
    <ReasonModal<WithReason, IncidentRecorded>
      title={say('returnTitle')}
      confirm={say('return')}
      says={<p>{say('returnSays')}</p>}
      presets={[say('return_1'), say('return_2'), say('return_3')]}
      maxLength={LONGEST_REASON}
      run={({ reason }) => take({ kind: 'returned', reason })}
      onDone={() => void message.success(say('returned'))}
      onClose={onClose}
    />
  );
}

/** Says by name who will read it: after this nothing is taken back. */
export function PublishModal({ file: { families }, take, onClose }: ModalProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  const readers = useReaders();
  return (
    <FormModal<object, IncidentRecorded>
      title={say('publishTitle')}
      confirm={say('publishGo')}
      run={() => take({ kind: 'published' })}
      onDone={() => void message.success(say('published'))}
      onClose={onClose}
    >
      <ul className="in-readers">
        {families.map((family) => (
          <li key={family.childId}>{readers(family)}</li>
        ))}
      </ul>
      {families.length === 0 && <p>{say('publishNoChild')}</p>}
      <p className="dim">{say('after')}</p>
    </FormModal>
  );
}

function useReaders(): (family: IncidentFamily) => string {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  return ({ name: child, guardians }) =>
    guardians.length === 0
      ? say('publishReadsNone', { child })
      : say('publishReads', { child, guardians: listOf(guardians.map(guardianName), language) });
}

type NoteFields = { to: string; text: string };

/** After publication: to one child's family, or for the register alone. */
export function AddModal({ file: { families }, take, onClose }: ModalProps) {
  const say = useWords(incidentScreenWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  return (
    <FormModal<NoteFields, IncidentRecorded>
      title={say('addTitle')}
      confirm={say('add')}
      initial={{ to: REGISTER }}
      run={({ to, text }) => take({ kind: 'addendum', childId: to === REGISTER ? null : ChildId.parse(to), text })}
      onDone={() => void message.success(say('added'))}
      onClose={onClose}
    >
      <Form.Item name="to" label={say('addFor')}>
        <Radio.Group
          className="in-add-for"
          options={[
            { value: REGISTER, label: say('addRegister') },
            ...families
              .filter(({ guardians }) => guardians.length > 0)
              .map(({ childId, name }) => ({ value: childId, label: say('addFamily', { child: name }) })),
          ]}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={say('addText')}
        rules={[{ required: true, whitespace: true, message: common('required') }]}
      >
        <Input.TextArea rows={4} maxLength={LONGEST_NOTE} />
      </Form.Item>
    </FormModal>
  );
}

export function FileModal({ file: { number }, take, onClose }: ModalProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  return (
    <FormModal<object, IncidentRecorded>
      title={say('fileTitle', { number })}
      confirm={say('file')}
      run={() => take({ kind: 'closed' })}
      onDone={() => void message.success(say('filed'))}
      onClose={onClose}
    >
      <p>{say('fileSays')}</p>
    </FormModal>
  );
}
