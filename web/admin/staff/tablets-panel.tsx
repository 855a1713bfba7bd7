import { Button, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { ClassroomId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import type { DeviceCode, DeviceView } from '#contract/sign-in.ts';
import { makeDevice, revokeDevice } from '../../features/devices/devices-api.ts';
import { useDevices } from '../../features/devices/use-devices.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { clock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { nthOfName } from './nth-of-name.ts';
import { usePairedColumns } from './paired-columns.tsx';
import { staffWords } from './words.ts';

/** The tablets on the walls: make one, see whether it is there, switch a lost one off. */
export function TabletsPanel({ site }: { site: SiteView }) {
  const say = useWords(staffWords);
  const devices = useDevices(site.siteId);
  const [making, setMaking] = useState(false);
  return (
    <div className="ad-stack">
      <div className="ad-title">
        <span className="row-space" />
        <Button type="primary" onClick={() => setMaking(true)}>
          {say('makeTablet')}
        </Button>
      </div>
      <ReadState of={devices}>
        <Table
          rowKey="deviceId"
          size="small"
          pagination={false}
          dataSource={devices.data ?? []}
          columns={useColumns(site, devices.data ?? [])}
          locale={{ emptyText: <Empty icon="window">{say('noTablets')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
      </ReadState>
      {making && <MakeTabletModal site={site} onClose={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(site: SiteView, devices: readonly DeviceView[]): TableColumnsType<DeviceView> {
  const say = useWords(staffWords);
  const revoke = ({ deviceId }: DeviceView) => revokeDevice(deviceId);
  return [
    {
      title: say('tablet'),
      render: (_, device) => [device.name, nthOfName(device, devices)].filter((part) => part !== null).join(' '),
    },
    { title: say('room'), dataIndex: 'classroomName' },
    ...usePairedColumns<DeviceView>(site, { revoke, said: say('revoked') }),
  ];
}

type Fields = { classroomId: ClassroomId; name: string };

function MakeTabletModal({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const [form] = Form.useForm<Fields>();
  const [made, setMade] = useState<z.infer<typeof DeviceCode> | null>(null);
  const { data: classrooms = [] } = useClassrooms(site.siteId);
  const { change, busy } = useChange(
    ({ classroomId, name }: Fields) => makeDevice(classroomId, name),
    (code) => setMade(code),
    form,
  );
  const required = { required: true, message: common('required') };
  if (made) {
    const where = { address: `${location.host}/tablet/pair`, time: clock(made.expiresAt, site.timeZone) };
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
      title={say('makeTablet')}
      okText={say('makeCode')}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change}>
        <Form.Item name="classroomId" label={say('room')} rules={[required]}>
          <Select options={classrooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
        </Form.Item>
        <Form.Item name="name" label={say('tabletName')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={40} placeholder={say('tabletNameHint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
