import { App, Form, Input } from 'antd';
import { type ClosedDay, MOST_CLOSED_DAYS } from '#contract/closed-days.ts';
import type { SiteView } from '#contract/people.ts';
import { closeDays } from '../../features/sites/closed-days-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { type WithReason, ReasonModal } from '../reason-modal.tsx';
import { todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { siteWords } from './words.ts';

type Fields = WithReason & { from: string; to?: string };
type Props = { site: SiteView; days: readonly ClosedDay[]; onClose: () => void };

/** Closes a range of days; with today in it, it says first whose pictures end. */
export function CloseDaysModal({ site, days, onClose }: Props) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const today = todayIn(site.timeZone);
  const from = Form.useWatch('from', form);
  const families = site.viewsNow - site.staffViewsNow;
  const endsViews = from === today && families > 0;
  return (
    <ReasonModal<Fields, { endedViews: number }>
      form={form}
      title={say('closeDays')}
      confirm={endsViews ? say('closeButtonEnds', { n: families }) : say('closeButton')}
      danger={endsViews}
      says={<p>{say('closeSays')}</p>}
      presets={[say('preset_close_1'), say('preset_close_2'), say('preset_close_3')]}
      maxLength={100}
      run={({ from: first, to, reason }) => closeDays(site.siteId, { from: first, to: to ? to : first, reason })}
      onDone={({ endedViews: n }) => void message.success(n > 0 ? say('daysClosed', { n }) : common('saved'))}
      onClose={onClose}
    >
      <DayFields days={days} today={today} />
    </ReasonModal>
  );
}

function DayFields({ days, today }: { days: readonly ClosedDay[]; today: string }) {
  const say = useWords(siteWords);
  const common = useWords(adminWords);
  const inOrder = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, to: string | undefined) => {
      const from = getFieldValue('from') as string | undefined;
      if (!from || !to) return Promise.resolve();
      if (to < from) return Promise.reject(new Error(say('closedToBefore')));
      return daysBetween(from, to) < MOST_CLOSED_DAYS
        ? Promise.resolve()
        : Promise.reject(new Error(common('field_too-many-days')));
    },
  });
  const notTwice = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
    validator: (_: unknown, from: string | undefined) => {
      const to = (getFieldValue('to') as string | undefined) ?? from ?? '';
      const twice = days.find(({ day }) => from !== undefined && day >= from && day <= (to || from));
      return twice === undefined
        ? Promise.resolve()
        : Promise.reject(new Error(say('closedAlready', { day: twice.day, reason: twice.reason })));
    },
  });
  return (
    <div className="ad-two">
      <Form.Item
        name="from"
        label={say('closedFrom')}
        dependencies={['to']}
        rules={[{ required: true, message: common('required') }, notTwice]}
      >
        <Input type="date" min={today} />
      </Form.Item>
      <Form.Item
        name="to"
        label={say('closedTo')}
        extra={say('closedToHint')}
        dependencies={['from']}
        rules={[inOrder]}
      >
        <Input type="date" min={today} />
      </Form.Item>
    </div>
  );
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
