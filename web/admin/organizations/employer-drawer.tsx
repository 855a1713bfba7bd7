import { App, Button, Drawer, Form, Input, Select } from 'antd';
import type { EmployerView } from '#contract/employers.ts';
import type { SiteId } from '#contract/ids.ts';
import { addEmployer, saveEmployer } from '../../features/organizations/employers-api.ts';
import { useSites } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { employerWords } from './words.ts';

type Fields = { name: string; siteIds: SiteId[] };

/** An employer's name and the sites that serve it; without `employer` a new one. */
export function EmployerDrawer({ employer, onClose }: { employer: EmployerView | null; onClose: () => void }) {
  const say = useWords(employerWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const { data: sites = [] } = useSites();
  const [form] = Form.useForm<Fields>();
  const { change, busy } = useChange(
    (fields: Fields): Promise<EmployerView | null> =>
      employer ? saveEmployer(employer.organizationId, fields) : addEmployer(fields),
    () => {
      void message.success(common('saved'));
      onClose();
    },
    form,
  );
  const initial = employer
    ? { name: employer.name, siteIds: employer.sites.map(({ siteId }) => siteId) }
    : { siteIds: sites.length === 1 ? sites.map(({ siteId }) => siteId) : [] };
  const chosen = (Form.useWatch('siteIds', form) as SiteId[] | undefined) ?? initial.siteIds;
  const taken = employer?.sites.filter(({ siteId }) => !chosen.includes(siteId)) ?? [];
  return (
    <Drawer open title={employer?.name ?? say('add')} size={480} onClose={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={change}>
        <Form.Item
          name="name"
          label={say('name')}
          rules={[{ required: true, whitespace: true, message: common('required') }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="siteIds"
          label={say('sites')}
          extra={
            taken.length > 0 ? say('takenSays', { sites: taken.map(({ name }) => name).join('、') }) : say('sitesHint')
          }
          rules={employer ? [] : [{ required: true, message: say('siteNeeded') }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            options={sites.map(({ siteId, name }) => ({ value: siteId, label: name }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy} block>
          {common('save')}
        </Button>
      </Form>
    </Drawer>
  );
}
