import { App, Button, Form, Input, Modal, Select, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import type { ClassroomId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import type { DeviceCode, DeviceView } from '#contract/sign-in.ts';
import { makeDevice, revokeDevice } from '../../features/devices/devices-api.ts';
import { useDevices } from '../../features/devices/use-devices.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { clock, clockAndDay } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { nthOfName } from './nth-of-name.ts';
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

const LOOK: Record<DeviceView['state'], { tone: PillTone; icon: IconName }> = {
  waiting: { tone: 'stalled', icon: 'hourglass' },
  'code-expired': { tone: 'offline', icon: 'clock' },
  paired: { tone: 'live', icon: 'check' },
  revoked: { tone: 'refused', icon: 'lock' },
};

function useColumns(site: SiteView, devices: readonly DeviceView[]): TableColumnsType<DeviceView> {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  return [
    {
      title: say('tablet'),
      render: (_, device) => [device.name, nthOfName(device, devices)].filter((part) => part !== null).join(' '),
    },
    { title: say('room'), dataIndex: 'classroomName' },
    { title: say('state'), render: (_, { state }) => <Pill {...LOOK[state]}>{say(`state_${state}`)}</Pill> },
    {
      title: say('lastSeen'),
      render: (_, { lastSeenAt }) => (lastSeenAt ? clockAndDay(lastSeenAt, language, site.timeZone) : common('none')),
    },
    {
      title: say('actions'),
      align: 'right',
      render: (_, device) => device.state !== 'revoked' && <Revoke device={device} />,
    },
  ];
}

/** One click: a lost tablet should be dark before anyone has read a question. */
function Revoke({ device }: { device: DeviceView }) {
  const say = useWords(staffWords);
  const { message } = App.useApp();
  const { change, busy } = useChange(
    () => revokeDevice(device.deviceId),
    () => void message.success(say('revoked')),
  );
  return (
    <Button size="small" danger loading={busy} onClick={() => change(undefined)}>
      {say('revoke')}
    </Button>
  );
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
