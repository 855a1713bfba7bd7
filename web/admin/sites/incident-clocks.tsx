import { App, Button, Form, InputNumber } from 'antd';
import { IncidentClocks as Clocks, REMINDED_FIRST } from '#contract/incident-clocks.ts';
import type { SiteView } from '#contract/people.ts';
import { saveIncidentClocks, useIncidentClocks } from '../../features/sites/incident-clocks-api.ts';
import { duration } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { incidentClockWords } from './incident-clock-words.ts';

type Field = keyof Clocks;
const GROUPS: readonly { title: 'grave' | 'ordinary' | 'every'; fields: readonly Field[] }[] = [
  { title: 'grave', fields: ['callMinutes', 'graveRemindMinutes', 'graveAnswerMinutes'] },
  { title: 'ordinary', fields: ['remindMinutes', 'answerMinutes'] },
  { title: 'every', fields: ['reviewMinutes', 'writeHours', 'closeDays'] },
];
const UNIT = { writeHours: 'hours', closeDays: 'days' } as const satisfies Partial<Record<Field, string>>;
const unitOf = (field: Field) => (field in UNIT ? UNIT[field as keyof typeof UNIT] : 'minutes');

/** After how long something about an incident is told to the family again, or to the operator. */
export function IncidentClocks({ site }: { site: SiteView }) {
  const say = useWords(incidentClockWords);
  const clocks = useIncidentClocks(site.siteId);
  return (
    <section className="card ad-section" aria-labelledby="incident-clocks-title">
      <h2 id="incident-clocks-title">{say('title')}</h2>
      <p className="dim ad-checks-lead">{say('lead')}</p>
      <ReadState of={clocks}>{clocks.data && <ClocksForm site={site} clocks={clocks.data} />}</ReadState>
    </section>
  );
}

function ClocksForm({ site, clocks }: { site: SiteView; clocks: Clocks }) {
  const say = useWords(incidentClockWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Clocks>();
  const { change, busy } = useChange(
    (fields: Clocks) => saveIncidentClocks(site.siteId, fields),
    () => void message.success(common('saved')),
    form,
  );
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={clocks} onFinish={change}>
      {GROUPS.map(({ title, fields }) => (
        <fieldset key={title} className="ad-clocks">
          <legend>{say(title)}</legend>
          {fields.map((field) => (
            <ClockField key={field} field={field} />
          ))}
        </fieldset>
      ))}
      <Button type="primary" htmlType="submit" loading={busy}>
        {common('save')}
      </Button>
    </Form>
  );
}

/** What escalates is said wrong at once where the family would be reminded later. */
function ClockField({ field }: { field: Field }) {
  const language = useLanguage();
  const say = useWords(incidentClockWords);
  const common = useWords(adminWords);
  const { minValue, maxValue } = Clocks.shape[field];
  const [least, most] = [minValue ?? 1, maxValue ?? 1_440];
  const minutes = Form.useWatch<number | undefined>(field);
  const isLong = unitOf(field) === 'minutes' && Number(minutes) >= 60;
  const first = REMINDED_FIRST.find(([, answer]) => answer === field)?.[0];
  return (
    <Form.Item
      name={field}
      label={say(field)}
      extra={say(`${field}Says`)}
      {...(first && { dependencies: [first] })}
      rules={[
        { required: true, message: common('required') },
        // Said, and not put right unasked: who typed 3 must not find a 5 that they never chose.
        { type: 'integer', min: least, max: most, message: say('within', { least, most }) },
        ({ getFieldValue }) => ({
          validator: (_, value: unknown) =>
            first === undefined || Number(value) > Number(getFieldValue(first))
              ? Promise.resolve()
              : Promise.reject(new Error(say('longer'))),
        }),
      ]}
    >
      <InputNumber
        suffix={isLong ? `${say('minutes')} = ${duration(Number(minutes), language)}` : say(unitOf(field))}
      />
    </Form.Item>
  );
}
