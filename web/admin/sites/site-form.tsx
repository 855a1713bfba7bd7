import { Button, Form, Input, InputNumber, Radio, Select, Switch } from 'antd';
import { useEffect, useState } from 'react';
import type { OrganizationId } from '#contract/ids.ts';
import { SaveSite, type SiteView } from '#contract/people.ts';
import { addSite, saveSite, type SiteFields } from '../../features/sites/sites-api.ts';
import { useOrganizations } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { ClockFields, clockOf, USUAL_CLOCK } from './clock-fields.tsx';
import { spansRule } from './spans-rule.ts';
import { WeeklySpansInput } from './weekly-spans-input.tsx';
import { StrictModal } from './strict-modal.tsx';
import { siteWords } from './words.ts';

type Fields = Omit<SiteFields, 'cameraNetworks'> & { cameraNetworks: string; operatorId: OrganizationId };

const TIME_ZONES = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Asia/Hong_Kong',
  'Asia/Taipei',
  'Asia/Ulaanbaatar',
  'Europe/Berlin',
  'UTC',
];
const EMPTY: Partial<Fields> = {
  timeZone: 'Asia/Shanghai',
  roomConsentMode: 'strict',
  secondFactorNeeded: false,
  streamsAtOnce: 2,
  viewMinutesPerDay: null,
  address: '',
  phone: '',
  cameraNetworks: '',
  clock: USUAL_CLOCK,
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 1_080 })),
};

const linesOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/** A site's own settings; without `site` a new one. The legal switch is not among them. */
export function SiteForm({
  site,
  onSaved,
}: {
  site: SiteView | null;
  onSaved: (site: SiteView, endedViews: number) => void;
}) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const [form] = Form.useForm<Fields>();
  const [asked, setAsked] = useState<Fields | null>(null);
  const save = useChange(
    async ({ cameraNetworks, operatorId, ...fields }: Fields) => {
      const whole = {
        ...fields,
        viewMinutesPerDay: fields.viewMinutesPerDay ?? null,
        cameraNetworks: linesOf(cameraNetworks),
      };
      return site ? saveSite(site.siteId, whole) : { ...(await addSite(operatorId, whole)), endedViews: 0 };
    },
    (saved) => {
      setAsked(null);
      onSaved(saved, saved.endedViews);
    },
    form,
  );
  const closesRooms = ({ roomConsentMode: mode }: Fields) => site?.roomConsentMode === 'enrolment' && mode === 'strict';
  const initial = site ? { ...site, clock: clockOf(site), cameraNetworks: site.cameraNetworks.join('\n') } : EMPTY;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      onFinish={(fields: Fields) => (closesRooms(fields) ? setAsked(fields) : save.change(fields))}
    >
      {!site && <OperatorField />}
      <Form.Item
        name="name"
        label={say('name')}
        rules={[{ required: true, whitespace: true, message: common('required') }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <PlaceFields />
      <RuleFields />
      <Form.Item name="hours" label={say('hours')} rules={[spansRule(common)]}>
        <WeeklySpansInput />
      </Form.Item>
      <ClockFields />
      <Button type="primary" htmlType="submit" loading={save.busy}>
        {common('save')}
      </Button>
      {site && asked && (
        <StrictModal site={site} busy={save.busy} onConfirm={() => save.change(asked)} onClose={() => setAsked(null)} />
      )}
    </Form>
  );
}

function PlaceFields() {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  return (
    <div className="ad-two">
      <Form.Item name="address" label={say('address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('phone')}
        extra={say('phoneHint')}
        rules={[{ required: true, whitespace: true, message: common('required') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
    </div>
  );
}

/** Who manages one operator alone has nothing to choose. */
function OperatorField() {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { data = [] } = useOrganizations();
  const form = Form.useFormInstance<Fields>();
  const operators = data.filter(({ isOperator }) => isOperator);
  const only = operators.length === 1 ? operators[0]?.organizationId : undefined;
  useEffect(() => {
    if (only !== undefined) form.setFieldValue('operatorId', only);
  }, [form, only]);
  return (
    <Form.Item name="operatorId" label={say('operator')} rules={[{ required: true, message: common('required') }]}>
      <Select options={operators.map(({ organizationId, name }) => ({ value: organizationId, label: name }))} />
    </Form.Item>
  );
}

function RuleFields() {
  const say = useWords(siteWords);
  const mode = (Form.useWatch('roomConsentMode') as SiteFields['roomConsentMode'] | undefined) ?? 'strict';
  const isSecondFactorNeeded = Form.useWatch('secondFactorNeeded') === true;
  const isNetworks = {
    validator: (_: unknown, text: string) => {
      const wrong = linesOf(text).find((network) => !SaveSite.shape.cameraNetworks.safeParse([network]).success);
      return wrong === undefined
        ? Promise.resolve()
        : Promise.reject(new Error(say('networkWrong', { network: wrong })));
    },
  };
  return (
    <>
      <div className="ad-two">
        <Form.Item name="timeZone" label={say('timeZone')}>
          <Select showSearch options={TIME_ZONES.map((zone) => ({ value: zone, label: zone }))} />
        </Form.Item>
        <Form.Item name="streamsAtOnce" label={say('streamsAtOnce')}>
          <InputNumber min={1} max={16} />
        </Form.Item>
      </div>
      <Form.Item name="viewMinutesPerDay" label={say('minutesPerDay')} extra={say('minutesHint')}>
        <InputNumber min={1} max={1_440} />
      </Form.Item>
      <Form.Item name="roomConsentMode" label={say('consentMode')} extra={say(`${mode}Says`)}>
        <Radio.Group
          options={[
            { value: 'strict', label: say('strict') },
            { value: 'enrolment', label: say('enrolment') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="secondFactorNeeded"
        label={say('secondFactor')}
        valuePropName="checked"
        extra={say(isSecondFactorNeeded ? 'secondFactorOnSays' : 'secondFactorOffSays')}
      >
        <Switch />
      </Form.Item>
      <Form.Item name="cameraNetworks" label={say('networks')} extra={say('networksHint')} rules={[isNetworks]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} spellCheck={false} />
      </Form.Item>
    </>
  );
}
