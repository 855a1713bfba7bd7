import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import { switchLiveView } from '../../features/sites/sites-api.ts';
import { useMe } from '../../shared/session.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { may } from '../may-open.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { dateIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { LiveViewRecord } from './live-view-record.tsx';
import { siteWords } from './words.ts';

/** The legal switch: on needs its basis written down, off says what it ends. */
export function LiveSwitch({ site, readOnly }: { site: SiteView; readOnly: boolean }) {
  const say = useWords(siteWords);
  const me = useMe();
  const [asking, setAsking] = useState<'on' | 'off' | null>(null);
  const since = site.liveViewOnSince;
  return (
    <section className="card ad-section" aria-labelledby="live-title">
      <h2 id="live-title">{say('liveView')}</h2>
      <div className="row">
        <Pill tone={since ? 'live' : 'refused'} icon={since ? 'check' : 'close'}>
          {say(since ? 'liveIsOn' : 'liveIsOff')}
        </Pill>
        <p>
          {since
            ? say('liveOnSince', { time: dateIn(site.timeZone, since), basis: site.liveViewBasis ?? '' })
            : say('liveOff')}
        </p>
        <span className="row-space" />
        {!readOnly && (
          <Button
            danger={since !== null}
            type={since ? 'default' : 'primary'}
            onClick={() => setAsking(since ? 'off' : 'on')}
          >
            {say(since ? 'switchOff' : 'switchOn')}
          </Button>
        )}
      </div>
      {may(me, 'audit:read') && <LiveViewRecord site={site} />}
      {asking === 'off' && <OffModal site={site} onClose={() => setAsking(null)} />}
      {asking === 'on' && <OnModal site={site} onClose={() => setAsking(null)} />}
    </section>
  );
}

/** Off closes everyone's picture, so it says how many there are. */
function OffModal({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(siteWords);
  const { message } = App.useApp();
  return (
    <ReasonModal
      title={say('offTitle', { name: site.name })}
      confirm={say('offButton', { n: site.viewsNow })}
      danger
      says={<p>{say('offSays', { n: site.viewsNow })}</p>}
      presets={[say('preset_off_1'), say('preset_off_2')]}
      maxLength={500}
      run={({ reason }) => switchLiveView(site.siteId, { on: false, reason })}
      onDone={({ endedViews }) => void message.success(say('switchedOff', { n: endedViews }))}
      onClose={onClose}
    />
  );
}

function OnModal({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  return (
    <FormModal
      title={say('onTitle', { name: site.name })}
      confirm={say('switchOn')}
      run={({ basis }: { basis: string }) => switchLiveView(site.siteId, { on: true, basis })}
      onDone={() => void message.success(say('switchedOn'))}
      onClose={onClose}
    >
      <Form.Item
        name="basis"
        label={say('basis')}
        extra={say('basisHint')}
        rules={[
          { required: true, whitespace: true, message: common('required') },
          { min: 4, message: common('field_too_small') },
        ]}
      >
        <Input.TextArea maxLength={500} placeholder={say('basisPlaceholder')} />
      </Form.Item>
    </FormModal>
  );
}
