import { App, Form, Input, Radio } from 'antd';
import type { OperatorTexts, TextKind } from '#contract/consents.ts';
import type { SiteView } from '#contract/people.ts';
import { publish } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { instantIn, todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { ledgerWords } from './words.ts';

type Props = { site: SiteView; operator: OperatorTexts; kind: TextKind; onClose: () => void };
type Fields = { zh: string; en: string; required: 'none' | 'now' | 'later'; day?: string };

/** The next version of a text; says first whom it asks to sign again. */
export function PublishModal({ site, operator, kind, onClose }: Props) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const required = Form.useWatch('required', form);
  const [newest] = operator.texts.filter((text) => text.kind === kind);
  const after = newest?.version ?? 0;
  const long = { min: 20, message: say('tooShort') };
  const needed = { required: true, message: common('required') };
  const run = ({ zh, en, required: how, day = '' }: Fields) =>
    publish({
      ...{ operatorId: operator.operatorId, kind, after, zh, en },
      requiredFrom:
        how === 'later' ? instantIn(site.timeZone, `${day}T00:00`).toISOString() : how === 'now' ? 'now' : null,
    });
  const count = { n: operator.signed[kind], views: operator.familyViews, kind: kinds(kind) };
  return (
    <FormModal<Fields, { endedViews: number }>
      title={say('publishTitle', { kind: kinds(kind), n: after + 1 })}
      confirm={say('publishButton')}
      form={form}
      says={<p>{say('publishSays', count)}</p>}
      initial={{ zh: newest?.zh ?? '', en: newest?.en ?? '', required: 'none' }}
      run={run}
      onDone={({ endedViews }) => void message.success(say('published', { n: endedViews }))}
      onClose={onClose}
    >
      <Form.Item name="zh" label={say('zh')} rules={[long]}>
        <Input.TextArea rows={6} maxLength={12_000} />
      </Form.Item>
      <Form.Item name="en" label={say('en')} rules={[long]}>
        <Input.TextArea rows={6} maxLength={12_000} />
      </Form.Item>
      <Form.Item name="required" label={say('required')}>
        <Radio.Group
          options={(['none', 'now', 'later'] as const).map((value) => ({ value, label: say(`required_${value}`) }))}
        />
      </Form.Item>
      {required === 'later' && (
        <Form.Item name="day" label={say('requiredDay')} rules={[needed]}>
          <Input type="date" min={todayIn(site.timeZone)} />
        </Form.Item>
      )}
    </FormModal>
  );
}
