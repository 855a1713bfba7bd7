import { App, Form, Input, InputNumber } from 'antd';
import type { ChildView, ConsentKind, SiteView } from '#contract/people.ts';
import { recordConsent } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal } from '../reason-modal.tsx';
import { endOfDay } from '../site-time.ts';
import { viewsOf } from './views-of.ts';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; kind: ConsentKind; onClose: () => void };
type Given = { version?: number; validUntil?: string; note?: string };

/** Writes down a consent that was given. */
export function GivenModal({ child, site, kind, onClose }: Props) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const record = ({ version = 1, validUntil, note = '' }: Given) => {
    const end = validUntil ? endOfDay(site.timeZone, validUntil).toISOString() : null;
    return recordConsent(child.childId, { kind, given: true, version, note, validUntil: end });
  };
  return (
    <FormModal
      title={say('recordTitle', { kind: say(kind) })}
      confirm={say('record')}
      initial={{ version: 1 }}
      run={record}
      onDone={() => void message.success(say('recorded'))}
      onClose={onClose}
    >
      <div className="ad-two">
        <Form.Item name="validUntil" label={say('validUntil')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="version" label={say('version')}>
          <InputNumber min={1} />
        </Form.Item>
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
