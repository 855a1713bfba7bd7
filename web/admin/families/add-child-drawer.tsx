import { App, Button, Drawer, Form, Input } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { addChild } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { ChildFieldItems, type TypedChild } from './child-field-items.tsx';
import { familyWords } from './words.ts';

type Fields = TypedChild & { startsOn: string };

/** @property onAdded closes it too */
type Props = { site: SiteView; onAdded: (childId: string) => void; onClose: () => void };

/** A child and the days on which it comes. Consents and guardians follow in its own drawer. */
export function AddChildDrawer({ site, onAdded, onClose }: Props) {
  const say = useWords(familyWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const { change, busy } = useChange(
    ({ bornOn, ...fields }: Fields) => addChild({ ...fields, siteId: site.siteId, bornOn: bornOn || null }),
    ({ name, childId }) => {
      void message.success(say('added', { name }));
      onAdded(childId);
    },
    form,
  );
  const initial: Partial<Fields> = {
    portrait: null,
    allergies: [],
    sessionKind: 'full_day',
    weekdays: [1, 2, 3, 4, 5],
    fromMinute: 8 * 60,
    toMinute: 17 * 60 + 30,
    startsOn: todayIn(site.timeZone),
  };
  return (
    <Drawer open title={say('addChild')} size={520} onClose={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={change} initialValues={initial}>
        <ChildFieldItems site={site}>
          <Form.Item name="startsOn" label={say('startsOn')} rules={[{ required: true, message: common('required') }]}>
            <Input type="date" />
          </Form.Item>
        </ChildFieldItems>
        <Button type="primary" htmlType="submit" loading={busy} block>
          {say('addChild')}
        </Button>
      </Form>
    </Drawer>
  );
}
