import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import { switchLiveView } from '../../features/sites/sites-api.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { overviewWords } from '../overview/words.ts';
import { dateIn } from '../site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { siteWords } from './words.ts';

/** The legal switch: on needs its basis written down, off says what it ends. */
export function LiveSwitch({ site, readOnly }: { site: SiteView; readOnly: boolean }) {
  const say = useWords(siteWords);
  const word = useWords(overviewWords);
  const [asking, setAsking] = useState(false);
  const since = site.liveViewOnSince;
  return (
    <section className="card ad-section" aria-labelledby="live-title">
      <h2 id="live-title">{say('liveView')}</h2>
      <div className="row">
        <Pill tone={since ? 'live' : 'refused'} icon={since ? 'check' : 'close'}>
          {word(since ? 'liveOn' : 'liveOff')}
        </Pill>
        <p>
          {since
            ? say('liveOnSince', { time: dateIn(site.timeZone, since), basis: site.liveViewBasis ?? '' })
            : say('liveOff')}
        </p>
        <span className="row-space" />
        {!readOnly && (
          <Button danger={since !== null} type={since ? 'default' : 'primary'} onClick={() => setAsking(true)}>
            {say(since ? 'switchOff' : 'switchOn')}
          </Button>
        )}
      </div>
      {asking && <SwitchModal site={site} onClose={() => setAsking(false)} />}
    </section>
  );
}

function SwitchModal({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ basis: string; reason: string }>();
  const isOn = site.liveViewOnSince !== null;
  const { change, busy } = useChange(
    ({ basis, reason }: { basis: string; reason: string }) =>
      switchLiveView(site.siteId, isOn ? { on: false, reason } : { on: true, basis }),
    ({ endedViews }) => {
      void message.success(isOn ? say('switchedOff', { n: endedViews }) : say('switchedOn'));
      onClose();
    },
    form,
  );
  const required = { required: true, whitespace: true, message: common('required') };
  return (
    <Modal
      open
      title={say(isOn ? 'offTitle' : 'onTitle', { name: site.name })}
      okText={isOn ? say('offButton', { n: site.viewsNow }) : say('switchOn')}
      okButtonProps={{ danger: isOn }}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        {isOn && <p>{say('offSays', { n: site.viewsNow })}</p>}
        {isOn ? (
          <Form.Item name="reason" label={common('reason')} rules={[required]}>
            <Input.TextArea maxLength={500} />
          </Form.Item>
        ) : (
          <Form.Item
            name="basis"
            label={say('basis')}
            extra={say('basisHint')}
            rules={[required, { min: 4, message: common('field_too_small') }]}
          >
            <Input.TextArea maxLength={500} placeholder={say('basisPlaceholder')} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
