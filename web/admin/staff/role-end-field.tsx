import { Button, Form, Input } from 'antd';
import type { Role, SiteView } from '#contract/people.ts';
import { TEMPORARY_ROLE_DAYS } from '#contract/roles.ts';
import { useWords } from '../../shared/words/book.ts';
import { todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { endPresets, lastEnd } from './role-end.ts';
import { staffWords } from './words.ts';

/** The last day of who comes for a time; given as `endsAt` of the form, and good until the end of that day. */
export function RoleEndField({ role, site }: { role: Role; site: SiteView }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const form = Form.useFormInstance<{ endsAt: string }>();
  const chosen = Form.useWatch('endsAt', form);
  const today = todayIn(site.timeZone);
  const last = lastEnd(today, TEMPORARY_ROLE_DAYS);
  const inReach = (day: string) =>
    day >= today && day <= last ? Promise.resolve() : Promise.reject(new Error(say('roleEndReach', { last })));
  return (
    <div>
      <Form.Item
        name="endsAt"
        label={say('roleEnd')}
        extra={say('roleEndSays')}
        rules={[
          { required: true, message: common('required') },
          { validator: (_rule, day?: string) => (day ? inReach(day) : Promise.resolve()) },
        ]}
      >
        <Input type="date" min={today} max={last} />
      </Form.Item>
      <p className="ad-ways">
        {endPresets(role, today).map(({ key, day }) => (
          <Button
            key={key}
            size="small"
            type={chosen === day ? 'primary' : 'default'}
            ghost={chosen === day}
            aria-pressed={chosen === day}
            onClick={() => {
              form.setFieldValue('endsAt', day);
              void form.validateFields(['endsAt']);
            }}
          >
            {say(`roleEnd_${key}`)}
          </Button>
        ))}
      </p>
    </div>
  );
}
