import { App, Form, Input, Radio } from 'antd';
import { ChildId } from '#contract/ids.ts';
import { MOST_ADDED, MOST_REASON } from '#contract/incident-steps.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal, type WithReason } from '../reason-modal.tsx';
import { adminWords } from '../words.ts';
import type { ModalProps } from './take.ts';
import { incidentScreenWords } from './words.ts';

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
      joinedBy={say('return_and')}
      maxLength={MOST_REASON}
      run={({ reason }) => take({ kind: 'returned', reason })}
      onDone={() => void message.success(say('returned'))}
      onClose={onClose}
    />
  );
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
        <Input.TextArea rows={4} maxLength={MOST_ADDED} />
      </Form.Item>
    </FormModal>
  );
}
