import { Alert, App, Button, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import {
  ACTIVITIES,
  type BodyPart,
  COMPANIES,
  INJURIES,
  MOST_STORY,
  MOST_TOLD,
  PLACES,
  TREATMENTS,
} from '#contract/incident-details.ts';
import type { IncidentFile } from '#contract/incident-file.ts';
import { BodyMap } from '../../features/incidents/body-map.tsx';
import { codedInjury } from '../../features/incidents/coded-injury.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { type DetailsFields, detailsOf, fieldsOf, UNHURT } from './details-form.ts';
import type { IncidentWords } from './incident-look.ts';
import { Suggested, type SuggestedProps } from './suggested.tsx';
import type { Take } from './take.ts';
import { useLeave } from './use-leave.ts';
import { incidentScreenWords } from './words.ts';

const WIDTH_PX = 640;
const SHORT = 200;

type DrawerProps = { file: IncidentFile; timeZone: string; take: Take; onClose: () => void };

/** What the room has written, put right by who reviews it; saved as a whole. */
export function DetailsDrawer({ file, timeZone, take, onClose }: DrawerProps) {
  const say = useWords(incidentScreenWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<DetailsFields>();
  // What somebody else writes meanwhile, and is not touched here, stays.
  const [base] = useState(file.details);
  const [problem, setProblem] = useState<string | null>(null);
  const { change, busy } = useChange(
    (fields: DetailsFields) =>
      take({ kind: 'detailed', base, details: detailsOf(fields, { families: file.families, details: base }) }),
    () => {
      void message.success(say('saved'));
      onClose();
    },
    form,
    setProblem,
  );
  const leave = useLeave(() => form.isFieldsTouched(), onClose);
  return (
    <Drawer
      open
      title={say('detailsTitle')}
      size={WIDTH_PX}
      onClose={leave}
      footer={
        <div className="row">
          <span className="row-space" />
          <Button onClick={leave}>{common('cancel')}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {common('save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={fieldsOf(file)}
        onFinish={(fields) => {
          setProblem(null);
          change(fields);
        }}
      >
        {file.families.map((family, nth) => (
          <ChildFields key={family.childId} {...{ file, family, nth, timeZone }} />
        ))}
        <HowFields />
        <CareFields staff={file.staff} />
        {problem && <Alert type="error" showIcon title={problem} />}
      </Form>
    </Drawer>
  );
}

function ChildFields(props: SuggestedProps) {
  const { family, nth } = props;
  const { name, nickname } = family;
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const child = nickname || name;
  return (
    <fieldset className="in-child">
      <legend>{say('detailsOf', { child: name })}</legend>
      <Form.Item name={['children', nth, 'told']} label={say('told')} extra={say('toldHint', { child })}>
        <Input.TextArea rows={4} maxLength={MOST_TOLD} />
      </Form.Item>
      <Suggested {...props} />
      <Form.Item name={['children', nth, 'injury']} label={say('f_injury')}>
        <Select
          allowClear
          placeholder={say('notChosen')}
          options={[
            ...INJURIES.map((value) => ({ value, label: codedInjury(value, words) })),
            { value: UNHURT, label: words('unhurt') },
          ]}
        />
      </Form.Item>
      <Form.Item name={['children', nth, 'marks']} label={say('body')}>
        <Marks />
      </Form.Item>
    </fieldset>
  );
}

function Marks({ value = [], onChange }: { value?: BodyPart[]; onChange?: (marks: BodyPart[]) => void }) {
  const toggle = (part: BodyPart) =>
    onChange?.(value.includes(part) ? value.filter((each) => each !== part) : [...value, part]);
  return <BodyMap marks={value} onToggle={toggle} />;
}

function HowFields() {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  return (
    <>
      <Form.Item name="cause" label={say('f_cause')}>
        <Input.TextArea rows={2} maxLength={MOST_STORY} />
      </Form.Item>
      <div className="in-three">
        <Choice name="place" values={PLACES} words={words} />
        <Choice name="activity" values={ACTIVITIES} words={words} />
        <Choice name="company" values={COMPANIES} words={words} />
      </div>
    </>
  );
}

function CareFields({ staff }: { staff: IncidentFile['staff'] }) {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const people = staff.map(({ userId, name }) => ({ value: userId, label: name }));
  return (
    <>
      <Form.Item name="firstAid" label={say('f_firstAid')}>
        <Input.TextArea rows={2} maxLength={MOST_STORY} />
      </Form.Item>
      <div className="in-three">
        <Form.Item name="firstAidBy" label={say('firstAidBy')}>
          <Select mode="multiple" options={people} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Choice name="treated" values={TREATMENTS} words={words} />
        <Form.Item name="diagnosis" label={say('f_diagnosis')}>
          <Input maxLength={SHORT} />
        </Form.Item>
      </div>
      <div className="ad-two">
        <Form.Item name="witnesses" label={say('f_witnesses')}>
          <Select mode="multiple" options={people} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
        <Form.Item name="supervisors" label={say('f_supervisors')}>
          <Select mode="multiple" options={people} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      </div>
      <Form.Item name="prevention" label={say('f_prevention')}>
        <Input.TextArea rows={2} maxLength={MOST_STORY} />
      </Form.Item>
    </>
  );
}

type ChoiceProps = {
  name: 'place' | 'activity' | 'company' | 'treated';
  values: readonly string[];
  words: IncidentWords;
};

function Choice({ name, values, words }: ChoiceProps) {
  const say = useWords(incidentScreenWords);
  return (
    <Form.Item name={name} label={say(`f_${name}`)}>
      <Select
        allowClear
        placeholder={say('notChosen')}
        options={values.map((value) => ({ value, label: words(`${name}_${value}` as Parameters<IncidentWords>[0]) }))}
      />
    </Form.Item>
  );
}
