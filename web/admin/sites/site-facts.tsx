import type { SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { adminWords } from '../words.ts';
import { taskWords } from './task-words.ts';
import { WeekHours } from './week-hours.tsx';
import { siteWords } from './words.ts';

/** A site's settings for who may read them only. */
export function SiteFacts({ site }: { site: SiteView }) {
  const say = useWords(siteWords);
  const sayTask = useWords(taskWords);
  const common = useWords(adminWords);
  const none = common('none');
  return (
    <dl className="ad-facts">
      <dt>{say('address')}</dt>
      <dd>{site.address || none}</dd>
      <dt>{say('phone')}</dt>
      <dd>{site.phone || none}</dd>
      <dt>{say('timeZone')}</dt>
      <dd>{site.timeZone}</dd>
      <dt>{say('hours')}</dt>
      <dd>
        <WeekHours spans={site.hours} whenEmpty={say('closed')} />
      </dd>
      <dt>{say('minutesPerDay')}</dt>
      <dd>{site.viewMinutesPerDay ?? say('noLimit')}</dd>
      <dt>{say('streamsAtOnce')}</dt>
      <dd>{site.streamsAtOnce}</dd>
      <dt>{say('consentMode')}</dt>
      <dd>{say(site.roomConsentMode)}</dd>
      <dt>{say('secondFactor')}</dt>
      <dd>{say(site.secondFactorNeeded ? 'yes' : 'no')}</dd>
      <dt>{sayTask('clock')}</dt>
      <dd>
        {sayTask('clockLine', {
          late: site.lateAfterMinutes,
          absent: site.absentAfterMinutes,
          stay: site.stayAfterMinutes,
          sleep: site.sleepCheckMinutes,
        })}
      </dd>
      <dt>{say('employers')}</dt>
      <dd>{site.employers.map(({ name }) => name).join('、') || none}</dd>
    </dl>
  );
}
