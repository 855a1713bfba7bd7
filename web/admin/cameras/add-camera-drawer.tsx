import { App, Button, Drawer, Form, Input, Select } from 'antd';
import type { z } from 'zod';
import type { AskedAreaKind } from '#contract/cameras.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import { addCamera } from '../../features/cameras/cameras-api.ts';
import { useClassrooms } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { AddressFields, asAddress, type TypedAddress } from './address-fields.tsx';
import { FindCameras } from './find-cameras.tsx';
import { findWords } from './find-words.ts';
import { ProbePanel } from './probe-panel.tsx';
import type { Filled } from './use-find.ts';
import { mayStore, useProbe, wasSeen } from './use-probe.ts';
import { RegisterFields } from './register-fields.tsx';
import { cameraWords } from './words.ts';

type Fields = {
  classroomId: ClassroomId;
  name: string;
  areaKind: z.infer<typeof AskedAreaKind>;
  address: TypedAddress;
  signage?: string;
  coverage?: string;
};

/** One column from search or address to picture to advice to stored. */
export function AddCameraDrawer({ site, onClose }: { site: SiteView; onClose: () => void }) {
  const say = useWords(cameraWords);
  const find = useWords(findWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { probed, busy, probe, forget } = useProbe(site.siteId, form);
  const add = useChange(
    ({ address, ...camera }: Fields) => addCamera({ ...camera, address: asAddress(address) }),
    ({ name }) => {
      void message.success(say('stored', { name }));
      onClose();
    },
    form,
  );
  const fill = (address: Filled) => {
    form.setFieldsValue({ address: { ...address, sub: address.sub ?? '' } });
    void probe();
  };
  return (
    <Drawer open title={say('add')} size={520} onClose={onClose} destroyOnHidden>
      <FindCameras site={site} onFilled={fill} />
      <p className="ca-or">{find('orType')}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={add.change}
        onValuesChange={(changed) => 'address' in changed && forget()}
      >
        <AddressFields />
        <ProbePanel probed={probed} busy={busy} onProbe={() => void probe()} />
        <PlaceFields site={site} />
        {mayStore(probed) ? (
          <Button type={wasSeen(probed) ? 'primary' : 'default'} htmlType="submit" loading={add.busy} block>
            {say(wasSeen(probed) ? 'save' : 'saveAnyway')}
          </Button>
        ) : (
          <p className="dim">{say('probeFirst')}</p>
        )}
      </Form>
    </Drawer>
  );
}

function PlaceFields({ site }: { site: SiteView }) {
  const say = useWords(cameraWords);
  const common = useWords(adminWords);
  const { data: classrooms = [] } = useClassrooms(site.siteId);
  const required = { required: true, message: common('required') };
  return (
    <>
      <Form.Item name="classroomId" label={say('room')} rules={[required]}>
        <Select options={classrooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
      </Form.Item>
      <Form.Item name="name" label={say('name')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={40} placeholder={say('namePlaceholder')} />
      </Form.Item>
      <RegisterFields />
    </>
  );
}
