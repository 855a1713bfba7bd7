import { App, Form, Input, InputNumber, Select } from 'antd';
import type { UserId } from '#contract/ids.ts';
import type { ChildView, ConsentKind, SiteView } from '#contract/people.ts';
import { recordConsent } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { endOfDay, todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { viewsOf } from './views-of.ts';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; kind: ConsentKind; onClose: () => void };
type Given = {
  signedBy: UserId | typeof ON_PAPER;
  signedOn?: string;
  version?: number;
  validUntil?: string;
  note?: string;
};

/** Of the choice who signed: someone without an account, on paper. */
const ON_PAPER = 'paper';

/** Writes down a consent that was given. */
export function GivenModal({ child, site, kind, onClose }: Props) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const common = useWords(adminWords);
  const today = todayIn(site.timeZone);
  const required = { required: true, message: common('required') };
  const isInsurance = kind === 'insurance';
  const record = ({ signedBy, signedOn, version, validUntil, note = '' }: Given) =>
    recordConsent(child.childId, {
      kind,
      given: true,
      version: version ?? null, // the newest
      note,
      signedBy: signedBy === ON_PAPER ? null : signedBy,
      signedOn: signedOn || null,
      validUntil: validUntil ? endOfDay(site.timeZone, validUntil).toISOString() : null,
    });
  const signers = child.guardians.map(({ userId, name, relation }) => ({
    value: userId,
    label: `${relation} ${name}`,
  }));
  return (
    <FormModal
      title={say('recordTitle', { kind: say(kind) })}
      confirm={say('record')}
      initial={{ signedOn: today }}
      run={record}
      onDone={() => void message.success(say('recorded'))}
      onClose={onClose}
    >
      <div className="ad-two">
        <Form.Item name="signedBy" label={say('signedBy')} rules={[required]}>
          <Select<Given['signedBy']> options={[...signers, { value: ON_PAPER, label: say('onPaper') }]} />
        </Form.Item>
        <Form.Item name="signedOn" label={say('signedOn')} rules={[required]}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item
          name="validUntil"
          label={say(isInsurance ? 'insuredUntil' : 'validUntil')}
          rules={isInsurance ? [required] : []}
        >
          <Input type="date" min={today} />
        </Form.Item>
        {!isInsurance && (
          <Form.Item name="version" label={say('version')}>
            <InputNumber min={1} placeholder={say('newestVersion')} />
          </Form.Item>
        )}
      </div>
      <Form.Item name="note" label={say('note')}>
        <Input.TextArea maxLength={500} />
      </Form.Item>
    </FormModal>
  );
}

/** Writes down that one was taken back: says first what that ends. */
export function WithdrawnModal({ child, kind, onClose }: Omit<Props, 'site'>) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const views = viewsOf(child);
  return (
    <ReasonModal
      title={say('withdrawTitle', { kind: say(kind), name: child.name })}
      confirm={say('withdrawButton', { n: views })}
      danger
      says={<p>{say('withdrawSays', { kind: say(kind), n: views })}</p>}
      presets={[say('preset_consent_1'), say('preset_consent_2')]}
      maxLength={500}
      run={({ reason }) => recordConsent(child.childId, { kind, given: false, note: reason })}
      onDone={({ endedViews }) => void message.success(say('withdrawnNow', { n: endedViews }))}
      onClose={onClose}
    />
  );
}
