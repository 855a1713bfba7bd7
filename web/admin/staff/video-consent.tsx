import { App, Button } from 'antd';
import type { ConsentState, PersonView, SiteView } from '#contract/people.ts';
import { recordStaffConsent } from '../../features/people/people-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { ConsentPills } from '../families/consent-pills.tsx';
import { familyWords } from '../families/words.ts';
import { dateIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { staffWords } from './words.ts';

type Props = { person: PersonView; consent: ConsentState; site: SiteView };

/** Whether someone who works in a room has agreed to be filmed there, and the paper that says so. */
export function VideoConsent({ person, consent, site }: Props) {
  const say = useWords(staffWords);
  const family = useWords(familyWords);
  const { message } = App.useApp();
  const { change, busy } = useChange(
    (given: boolean) => recordStaffConsent(person.userId, { kind: 'video', given }),
    ({ endedViews }) => void message.success(say('videoRecorded', { n: endedViews })),
  );
  const isValid = consent.state === 'valid';
  return (
    <section aria-labelledby="video-title">
      <h2 id="video-title">{say('videoConsent')}</h2>
      <div className="row">
        <ConsentPills consents={[consent]} />
        {isValid && consent.validUntil && (
          <span className="dim">{family('until', { date: dateIn(site.timeZone, consent.validUntil) })}</span>
        )}
        <span className="row-space" />
        {isValid ? (
          <Button size="small" danger loading={busy} onClick={() => change(false)}>
            {say('videoWithdrawn')}
          </Button>
        ) : (
          <Button size="small" loading={busy} onClick={() => change(true)}>
            {say('videoGiven')}
          </Button>
        )}
      </div>
      <p className="dim small">{say('videoConsentHint')}</p>
    </section>
  );
}
