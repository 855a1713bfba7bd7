import { App, Form, Radio, Select } from 'antd';
import type { ChildId } from '#contract/ids.ts';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { serverNow } from '../../shared/server-clock.ts';
import { clock } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { ClockInput } from '../clock-input.tsx';
import { minuteOf } from '../clock-time.ts';
import { FormModal } from '../form-modal.tsx';
import { adminWords } from '../words.ts';
import { instantOf, logCall, SOMEBODY_ELSE } from './call.ts';
import type { Take } from './take.ts';
import { useWhomOptions } from './who-called.ts';
import { incidentScreenWords } from './words.ts';

type CallFields = { childId: ChildId; who: string; happenedAt: number; isReached: boolean };
type CallModalProps = { file: IncidentFile; timeZone: string; take: Take; onClose: () => void };

const firstOf = ({ guardians: [guardian] }: IncidentFamily): string => guardian?.userId ?? SOMEBODY_ELSE;

/** A call that nothing waits for: also of what is not grave, and after it was published. */
export function CallModal({ file: { families }, timeZone, take, onClose }: CallModalProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  const first = families.find(({ view }) => view.acknowledgedAt === null) ?? families[0];
  if (!first) return null;
  return (
    <FormModal<CallFields, IncidentRecorded>
      title={say('logCallTitle')}
      confirm={say('logCall')}
      initial={{
        ...{ childId: first.childId, who: firstOf(first) }, // whether it was answered, nobody says but who called
        happenedAt: minuteOf(clock(serverNow(), timeZone)) ?? 0,
      }}
      run={({ happenedAt: minute, ...call }) => logCall(take, { ...call, minute }, instantOf({ minute }, timeZone))}
      onDone={(_, { isReached }) => void message.success(say(isReached ? 'recordedReached' : 'recordedMissed'))}
      onClose={onClose}
    >
      <WhomFields families={families} first={first} />
      <WhenFields />
    </FormModal>
  );
}

function WhomFields({ families, first }: { families: readonly IncidentFamily[]; first: IncidentFamily }) {
  const say = useWords(incidentScreenWords);
  const form = Form.useFormInstance<CallFields>();
  const childId = Form.useWatch<ChildId | undefined>('childId', form);
  const { guardians } = families.find((family) => family.childId === childId) ?? first;
  const choose = (chosen: ChildId) => {
    const family = families.find((each) => each.childId === chosen);
    if (family) form.setFieldValue('who', firstOf(family));
  };
  return (
    <>
      <Form.Item name="childId" label={say('child')} hidden={families.length === 1}>
        <Select options={families.map((family) => ({ value: family.childId, label: family.name }))} onChange={choose} />
      </Form.Item>
      <Form.Item name="who" label={say('who')}>
        <Select options={useWhomOptions(guardians)} />
      </Form.Item>
    </>
  );
}

function WhenFields() {
  const say = useWords(incidentScreenWords);
  const common = useWords(adminWords);
  return (
    <>
      <Form.Item name="happenedAt" label={say('when')} rules={[{ required: true, message: common('required') }]}>
        <ClockInput />
      </Form.Item>
      <Form.Item name="isReached" label={say('wasReached')} rules={[{ required: true, message: common('required') }]}>
        <Radio.Group
          options={[
            { value: true, label: say('yesReached') },
            { value: false, label: say('noReached') },
          ]}
        />
      </Form.Item>
    </>
  );
}
