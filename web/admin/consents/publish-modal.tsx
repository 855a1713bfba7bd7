import { App, Button, Form, type FormInstance, Input, Radio } from 'antd';
import { DRAFT_MARK, textOf } from '#contract/consent-drafts.ts';
import type { OperatorTexts, TextKind } from '#contract/consents.ts';
import type { SiteView } from '#contract/people.ts';
import { publish } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { instantIn, todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { useSurePublishing } from './sure-publishing.ts';
import { ledgerWords } from './words.ts';

type Props = { site: SiteView; operator: OperatorTexts; kind: TextKind; onClose: () => void };
type PublishFields = { zh: string; en: string; required: 'none' | 'now' | 'later'; day?: string };

/** The next version of a text; says first whom it asks to sign again. */
export function PublishModal({ site, operator, kind, onClose }: Props) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<PublishFields>();
  const endsEarlier = Form.useWatch('required', form) === 'now';
  const [newest] = operator.texts.filter((text) => text.kind === kind);
  const after = newest?.version ?? 0;
  const ask = useSurePublishing(operator, kind, newest);
  const run = ({ zh, en, required: how, day = '' }: PublishFields) =>
    publish({
      ...{ operatorId: operator.operatorId, kind, after, zh, en },
      requiredFrom:
        how === 'later' ? instantIn(site.timeZone, `${day}T00:00`).toISOString() : how === 'now' ? 'now' : null,
    });
  const count = { n: operator.signed[kind], views: operator.familyViews, kind: kinds(kind) };
  return (
    <FormModal<PublishFields, { endedViews: number }>
      title={say('publishTitle', { kind: kinds(kind), n: after + 1 })}
      confirm={say(endsEarlier ? 'publishEnds' : 'publishButton')}
      danger={endsEarlier}
      form={form}
      says={newest ? <p>{say('publishSays', count)}</p> : <Draft {...{ site, operator, kind, form }} />}
      initial={{ zh: newest?.zh ?? '', en: newest?.en ?? '', required: 'none' }}
      ask={ask}
      run={run}
      onDone={({ endedViews }) => void message.success(say('published', { n: endedViews }))}
      onClose={onClose}
    >
      <Texts />
      <Required site={site} form={form} />
    </FormModal>
  );
}

type DraftProps = Pick<Props, 'site' | 'operator' | 'kind'> & { form: FormInstance<PublishFields> };

/** Whoever has no text yet need not begin with an empty page. */
function Draft({ site, operator, kind, form }: DraftProps) {
  const say = useWords(ledgerWords);
  const nursery = { name: operator.name, phone: site.phone };
  const draft = (language: 'zh' | 'en') => `${DRAFT_MARK[language]}\n${textOf(kind, language, nursery)}`;
  return (
    <>
      <p>{say('draftSays')}</p>
      <div>
        <Button onClick={() => form.setFieldsValue({ zh: draft('zh'), en: draft('en') })}>{say('draft')}</Button>
      </div>
    </>
  );
}

function Texts() {
  const say = useWords(ledgerWords);
  const rulesOf = (mark: string) => [
    { min: 20, message: say('tooShort') },
    {
      validator: (_: unknown, text: string) =>
        text.includes(mark) ? Promise.reject(new Error(say('stillDraft'))) : Promise.resolve(),
    },
  ];
  return (
    <>
      <Form.Item name="zh" label={say('zh')} rules={rulesOf(DRAFT_MARK.zh)}>
        <Input.TextArea rows={6} maxLength={12_000} />
      </Form.Item>
      <Form.Item name="en" label={say('en')} rules={rulesOf(DRAFT_MARK.en)}>
        <Input.TextArea rows={6} maxLength={12_000} />
      </Form.Item>
    </>
  );
}

function Required({ site, form }: Pick<DraftProps, 'site' | 'form'>) {
  const say = useWords(ledgerWords);
  const common = useWords(adminWords);
  const required = Form.useWatch('required', form);
  return (
    <>
      <Form.Item name="required" label={say('required')}>
        <Radio.Group
          options={(['none', 'now', 'later'] as const).map((value) => ({ value, label: say(`required_${value}`) }))}
        />
      </Form.Item>
      {required === 'later' && (
        <Form.Item name="day" label={say('requiredDay')} rules={[{ required: true, message: common('required') }]}>
          <Input type="date" min={todayIn(site.timeZone)} />
        </Form.Item>
      )}
    </>
  );
}
