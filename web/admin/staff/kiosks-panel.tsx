import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { KioskCode, KioskView } from '#contract/kiosk.ts';
import type { SiteView } from '#contract/people.ts';
import { makeKiosk, readKiosks, revokeKiosk } from '../../features/kiosk/kiosks-api.ts';
import { clock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { officePickupWords } from '../pickups/words.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { usePairedColumns } from './paired-columns.tsx';

/** The screens at the entrances: make one, see whether it is there, switch it off. */
export function KiosksPanel({ site }: { site: SiteView }) {
  const say = useWords(officePickupWords);
  const kiosks = useQuery({
    queryKey: ['devices', site.siteId, 'kiosks'],
    queryFn: () => readKiosks(site.siteId),
  });
  const [making, setMaking] = useState(false);
  return (
    <section className="ad-stack" aria-labelledby="kiosks-title">
      <div className="ad-title">
        <h2 id="kiosks-title">{say('kiosks')}</h2>
        <span className="row-space" />
        <Button onClick={() => setMaking(true)}>{say('makeKiosk')}</Button>
      </div>
      <p className="dim">{say('kiosksLead')}</p>
      <ReadState of={kiosks}>
        <Table
          rowKey="kioskId"
          size="small"
          pagination={false}
          dataSource={kiosks.data ?? []}
          columns={useColumns(site)}
          locale={{ emptyText: <Empty icon="door">{say('noKiosks')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {making && <MakeKiosk site={site} onClose={() => setMaking(false)} />}
    </section>
  );
}

function useColumns(site: SiteView): TableColumnsType<KioskView> {
  const say = useWords(officePickupWords);
  const revoke = ({ kioskId }: KioskView) => revokeKiosk(kioskId);
  return [
    { title: say('kiosks'), dataIndex: 'name' },
    ...usePairedColumns<KioskView>(site, { revoke, said: say('revoked') }),
  ];
}

function MakeKiosk({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(officePickupWords);
  const common = useWords(adminWords);
  const [form] = Form.useForm<{ name: string }>();
  const [made, setMade] = useState<KioskCode | null>(null);
  const { change, busy } = useChange(({ name }: { name: string }) => makeKiosk(site.siteId, name), setMade, form);
  if (made) {
    const where = { address: `${location.host}/kiosk/pair`, time: clock(made.expiresAt, site.timeZone) };
    return (
      <Modal
        open
        title={say('codeTitle')}
        footer={<Button onClick={onClose}>{common('close')}</Button>}
        onCancel={onClose}
      >
        <div className="ad-stack">
          <p className="ad-code">{made.code}</p>
          <p>{say('codeSays', where)}</p>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={say('makeKiosk')}
      okText={say('makeCode')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <Form.Item
          name="name"
          label={say('kioskName')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <Input maxLength={40} placeholder={say('kioskNameHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
