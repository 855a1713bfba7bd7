import { App, Form, Input, Modal } from 'antd';
import type { CameraView } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import { changeCamera } from '../../features/cameras/cameras-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { AddressFields, asAddress, type TypedAddress } from './address-fields.tsx';
import { ProbePanel } from './probe-panel.tsx';
import { mayStore, useProbe, wasSeen } from './use-probe.ts';
import { cameraWords } from './words.ts';

export type CameraPart = 'name' | 'address';
type Props = { camera: CameraView; site: SiteView; part: CameraPart; onClose: () => void };
type Fields = { name?: string; address?: TypedAddress };

/** Another name, or another address: the old address is not shown, only replaced. */
export function ChangeCameraModal({ camera, site, part, onClose }: Props) {
  const say = useWords(cameraWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const { probed, busy, probe, forget } = useProbe(site.siteId, form);
  const { change, busy: saving } = useChange(
    ({ name, address }: Fields) =>
      changeCamera(camera.cameraId, { ...(name && { name }), ...(address && { address: asAddress(address) }) }),
    () => {
      void message.success(common('saved'));
      onClose();
    },
    form,
  );
  return (
    <Modal
      open
      title={`${say(part === 'name' ? 'rename' : 'changeAddress')} · ${camera.name}`}
      okText={part === 'name' || !mayStore(probed) || wasSeen(probed) ? common('save') : say('saveAnyway')}
      okButtonProps={{ disabled: part === 'address' && !mayStore(probed) }}
      confirmLoading={saving}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={change}
        onValuesChange={(changed) => 'address' in changed && forget()}
      >
        {part === 'name' ? (
          <Form.Item
            name="name"
            label={say('name')}
            initialValue={camera.name}
            rules={[{ required: true, whitespace: true, message: common('required') }]}
          >
            <Input maxLength={40} />
          </Form.Item>
        ) : (
          <>
            <AddressFields />
            <ProbePanel probed={probed} busy={busy} onProbe={() => void probe()} />
          </>
        )}
      </Form>
    </Modal>
  );
}
