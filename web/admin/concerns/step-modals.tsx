import { Alert, App, Form, Input, Radio } from 'antd';
import {
  AUTHORITIES,
  type Authority,
  CONCERN_OUTCOMES,
  CONCERN_TEXT_MAX,
  type ConcernOutcome,
} from '#contract/concerns.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { instantIn, todayIn } from '../../shared/site-time.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { asClock, minuteOf } from '../clock-time.ts';
import { FormModal } from '../form-modal.tsx';
import { adminWords } from '../words.ts';
import { isAuthorityTold, type StepModalProps, type Taken } from './take.ts';
import { concernScreenWords } from './words.ts';

const LONGEST_REFERENCE = 120;

export function NoteModal({ take, onClose }: StepModalProps) {
  const say = useWords(concernScreenWords);
  const { message } = App.useApp();
  return (
    <FormModal<{ text: string }, Taken>
      title={say('note')}
      confirm={say('note')}
      run={({ text }) => take({ kind: 'noted', text })}
      onDone={() => void message.success(say('saved'))}
      onClose={onClose}
    >
      <TextField label={say('noteText')} />
    </FormModal>
  );
}

type TextFieldProps = { name?: string; label: string; isOptional?: boolean };

function TextField({ name = 'text', label, isOptional = false }: TextFieldProps) {
  const common = useWords(adminWords);
  const rules = isOptional ? [] : [{ required: true, whitespace: true, message: common('required') }];
  return (
    <Form.Item name={name} label={label} rules={rules}>
      <Input.TextArea rows={4} maxLength={CONCERN_TEXT_MAX} />
    </Form.Item>
  );
}

type ToldFields = { authority: Authority; day: string; minute: number; reference?: string; text?: string };

/** Told to an authority: which one, when, and under which number of theirs. */
export function AuthorityModal({ file: { timeZone }, take, onClose }: StepModalProps) {
  const say = useWords(concernScreenWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const now = serverNow();
  const required = { required: true, message: common('required') };
  return (
    <FormModal<ToldFields, Taken>
      title={say('tellTitle')}
      confirm={say('tell')}
      initial={{
        ...{ authority: 'police', day: todayIn(timeZone, now) },
        minute: minuteOf(clock(now, timeZone)) ?? 0,
      }}
      run={({ authority, day, minute, reference = '', text = '' }) => {
        const happenedAt = instantIn(timeZone, `${day}T${asClock(minute)}`).toISOString();
        return take({ kind: 'authority', authority, happenedAt, reference, text });
      }}
      onDone={() => void message.success(say('saved'))}
      onClose={onClose}
    >
      <Form.Item name="authority" label={say('authority')}>
        <Radio.Group options={AUTHORITIES.map((value) => ({ value, label: say(`authority_${value}`) }))} />
      </Form.Item>
      <div className="cc-two">
        <Form.Item name="day" label={say('day')} rules={[required]}>
          <Input type="date" max={todayIn(timeZone, now)} />
        </Form.Item>
        <Form.Item name="minute" label={say('time')} rules={[required]}>
          <ClockInput />
        </Form.Item>
      </div>
      <Form.Item name="reference" label={say('referenceField')}>
        <Input maxLength={LONGEST_REFERENCE} />
      </Form.Item>
      <TextField label={say('more')} isOptional />
    </FormModal>
  );
}

type CloseFields = { outcome: ConcernOutcome; text: string; untoldWhy?: string };

/** Where no authority was told, it says so and asks why. */
export function CloseModal({ file, take, onClose }: StepModalProps) {
  const say = useWords(concernScreenWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  return (
    <FormModal<CloseFields, Taken>
      title={say('closeTitle')}
      confirm={say('close')}
      says={<p>{say('closeSays')}</p>}
      run={({ outcome, text, untoldWhy = '' }) => take({ kind: 'closed', outcome, text, untoldWhy })}
      onDone={() => void message.success(say('saved'))}
      onClose={onClose}
    >
      <Form.Item name="outcome" label={say('outcome')} rules={[{ required: true, message: common('required') }]}>
        <Radio.Group options={CONCERN_OUTCOMES.map((value) => ({ value, label: say(`outcome_${value}`) }))} />
      </Form.Item>
      <TextField label={say('why')} />
      {!isAuthorityTold(file) && (
        <>
          <Alert type="warning" showIcon title={say('untold')} />
          <TextField name="untoldWhy" label={say('untoldWhy')} />
        </>
      )}
    </FormModal>
  );
}
