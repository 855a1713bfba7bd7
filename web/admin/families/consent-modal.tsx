import { App, Form, Input, InputNumber, Modal } from 'antd';
import type { ChildView, ConsentKind, SiteView } from '#contract/people.ts';
import { recordConsent } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { endOfDay } from '../site-time.ts';
import { useChange } from '../use-change.ts';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; kind: ConsentKind; given: boolean; onClose: () => void };
type Fields = { version?: number; validUntil?: string; note?: string };

/** Writes down a consent that was given, or one that was taken back: then it says first what that ends. */
export function ConsentModal({ child, site, kind, given, onClose }: Props) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const views = child.guardians.reduce((sum, { runningViews }) => sum + runningViews, 0);
  const { change, busy } = useChange(
    ({ version = 1, validUntil, note = '' }: Fields) =>
      recordConsent(child.childId, {
        kind,
        given,
        version,
        note,
        validUntil: validUntil ? endOfDay(site.timeZone, validUntil).toISOString() : null,
      }),
    ({ endedViews }) => {
      void message.success(given ? say('recorded') : say('withdrawnNow', { n: endedViews }));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={say(given ? 'recordTitle' : 'withdrawTitle', { kind: say(kind) })}
      okText={given ? say('record') : say('withdrawButton', { n: views })}
      okButtonProps={{ danger: !given }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change} initialValues={{ version: 1 }}>
        {given ? (
          <div className="ad-two">
            <Form.Item name="validUntil" label={say('validUntil')}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="version" label={say('version')}>
              <InputNumber min={1} />
            </Form.Item>
          </div>
        ) : (
          <p>{say('withdrawSays', { kind: say(kind), n: views })}</p>
        )}
        <Form.Item name="note" label={say('note')}>
          <Input.TextArea maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
