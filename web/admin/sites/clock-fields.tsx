import { Form, InputNumber } from 'antd';
import { SiteClock } from '#contract/alerts.ts';
import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { taskWords } from './task-words.ts';

type Clock = Pick<SiteView, keyof typeof SiteClock.shape>;
const FIELDS = Object.keys(SiteClock.shape) as (keyof Clock)[];

/** As a new site begins with. */
export const USUAL_CLOCK: Clock = {
  lateAfterMinutes: 15,
  absentAfterMinutes: 60,
  stayAfterMinutes: 10,
  sleepCheckMinutes: 10,
};
export const clockOf = ({
  lateAfterMinutes,
  absentAfterMinutes,
  stayAfterMinutes,
  sleepCheckMinutes,
}: SiteView): Clock => ({
  lateAfterMinutes,
  absentAfterMinutes,
  stayAfterMinutes,
  sleepCheckMinutes,
});

/** After how many minutes something is told, and to whom. */
export function ClockFields() {
  const say = useWords(taskWords);
  return (
    <div className="ad-two">
      {FIELDS.map((field) => {
        const { minValue, maxValue } = SiteClock.shape[field];
        return (
          <Form.Item key={field} name={['clock', field]} label={say(field)} extra={say(`${field}Says`)}>
            <InputNumber min={minValue ?? 0} max={maxValue ?? 480} suffix={say('minutes')} />
          </Form.Item>
        );
      })}
    </div>
  );
}
