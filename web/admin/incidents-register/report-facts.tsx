import type { IncidentFile } from '#contract/incident-file.ts';
import type { OwnIncident } from '#contract/own-incidents.ts';
import type { SiteView } from '#contract/people.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { dateIn } from '../../shared/site-time.ts';
import { clockWithSeconds } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { FactList, Part } from './report-part.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

/** Everything that was written of it, for the nursery's file. */
export function FileFacts({ file, site: { timeZone } }: { file: IncidentFile; site: SiteView }) {
  const say = useWords(reportWords);
  const words = useWords(incidentWords);
  const language = useLanguage();
  const { details, staff } = file;
  const { place, activity, company, treated } = details;
  const at = (instant: string) => `${dateIn(timeZone, instant)} ${clockWithSeconds(instant, timeZone)}`;
  const names = (ids: readonly string[]) =>
    listOf(
      ids.flatMap((id) => staff.find(({ userId }) => userId === id)?.name ?? []),
      language,
    );
  const { by, isAuthorConfirmed } = file;
  const flaggedBy = by === null ? say('nobody') : isAuthorConfirmed ? by : say('unconfirmed', { by });
  return (
    <Part title={say('facts')}>
      <FactList
        facts={[
          [say('happenedAt'), at(file.happenedAt)],
          [say('recordedAt'), at(file.recordedAt)],
          [say('room'), file.classroomName],
          [say('flaggedBy'), flaggedBy],
          [say('place'), place && words(`place_${place}`)],
          [say('activity'), activity && words(`activity_${activity}`)],
          [say('company'), company && words(`company_${company}`)],
          [say('supervisors'), names(details.supervisors)],
          [say('cause'), details.cause, true],
          [say('firstAid'), details.firstAid, true],
          [say('firstAidBy'), names(details.firstAidBy)],
          [say('witnesses'), names(details.witnesses)],
          [say('treated'), treated && words(`treated_${treated}`)],
          [say('diagnosis'), details.diagnosis],
          [say('prevention'), details.prevention, true],
        ]}
      />
    </Part>
  );
}

/** What a family's own view says of it. */
export function ViewFacts({ view, site: { timeZone } }: { view: OwnIncident; site: SiteView }) {
  const say = useWords(reportWords);
  const words = useWords(incidentWords);
  const at = (instant: string | null) => instant && stampOf(instant, timeZone);
  return (
    <Part title={say('facts')}>
      <FactList
        facts={[
          [say('kind'), words(`kind_${view.kind}`)],
          [say('room'), view.classroomName],
          [say('happenedAt'), at(view.happenedAt)],
          [say('publishedAt'), at(view.publishedAt)],
        ]}
      />
    </Part>
  );
}
