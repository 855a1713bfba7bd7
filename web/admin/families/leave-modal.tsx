import { App, Form, Input } from 'antd';
import type { ChildView, SiteView } from '#contract/people.ts';
import { endEnrolment } from '../../features/people/children-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { todayIn } from '../../shared/site-time.ts';
import { viewsOf } from './views-of.ts';
import { familyWords } from './words.ts';

type Props = { child: ChildView; site: SiteView; onClose: () => void };
type Fields = { lastDay: string; reason: string };

/** A child leaves the nursery for good: says how many pictures that will end, then how many it ended. */
export function LeaveModal({ child, site, onClose }: Props) {
  const say = useWords(familyWords);
  const { message } = App.useApp();
  const views = viewsOf(child);
  const today = todayIn(site.timeZone);
  return (
    <ReasonModal<Fields, { endedViews: number }>
      title={say('leaveTitle', { name: child.name })}
      confirm={say('leaveButton', { n: views })}
      danger
      says={<p>{say('leaveSays', { n: views })}</p>}
      initial={{ lastDay: today }}
      presets={[say('preset_leave_1'), say('preset_leave_2'), say('preset_leave_3')]}
      run={({ lastDay, reason }) => endEnrolment(child.childId, { lastDay: lastDay || null, reason })}
      onDone={({ endedViews }) => void message.success(say('leftNow', { n: endedViews }))}
      onClose={onClose}
    >
      <Form.Item name="lastDay" label={say('lastDay')}>
        <Input type="date" max={today} />
      </Form.Item>
    </ReasonModal>
  );
}
