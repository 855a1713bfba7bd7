import type { IncidentState } from '#contract/incidents.ts';
import { stepIn } from '../features/incidents/incident-records.ts';
import { stateKey } from '../features/incidents/state-key.ts';
import type { Details } from '../features/incidents/use-details.ts';
import type { ShownIncident } from '../features/incidents/use-shown-incident.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { useRefused } from '../shared/outbox/use-outbox.ts';
import { serverNow } from '../shared/server-clock.ts';
import { clockAndDay } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../shared/ui/pill.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import type { IncidentPage } from './incident-sheet-pages.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';
import type { RoomSheetProps } from './sheet-props.ts';
import { useAway } from './use-away.ts';

const TONE: Record<IncidentState, PillTone> = {
  draft: 'accent',
  'in-review': 'paused',
  published: 'stalled',
  acknowledged: 'live',
  closed: 'refused',
  withdrawn: 'refused',
};

export function IncidentPill(of: Parameters<typeof stateKey>[0]) {
  const say = useWords(incidentWords);
  const key = stateKey(of);
  return <Pill tone={key === 'state_returned' ? 'stalled' : TONE[of.state]}>{say(key)}</Pill>;
}

/** What it is, since when, and what may be done with it. */
export function IncidentStanding({ room, incident }: Pick<RoomSheetProps, 'room'> & { incident: ShownIncident }) {
  const say = useWords(incidentSheetWords);
  const sayOf = useWords(incidentWords);
  const language = useLanguage();
  const { state, happenedAt, isGrave, file } = incident;
  // Of what the server does not know yet nobody has signed.
  const isSigned = file?.isSigned ?? false;
  const isReturned = file?.isReturned ?? false;
  return (
    <p className="tb-inc-standing">
      <IncidentPill {...{ state, isSigned, isReturned }} />
      {isGrave && <Pill tone="offline">{sayOf('grave')}</Pill>}
      <span>{say('flaggedAt', { time: clockAndDay(happenedAt, language, room.timeZone, serverNow()) })}</span>
      {file && <span>{say('number', { number: file.number })}</span>}
      <span role="status">{say(stateKey({ state, isSigned, isReturned }))}</span>
    </p>
  );
}

type NotesProps = Pick<RoomSheetProps, 'outbox'> & { incident: ShownIncident; written: Details };

/** What whoever writes has to know before they go on. */
export function IncidentNotes({ incident, outbox, written }: NotesProps) {
  const say = useWords(incidentSheetWords);
  const language = useLanguage();
  const { incidentId, file, state } = incident;
  const refused = useRefused(outbox).filter(({ record }) => stepIn(record, incidentId) !== null);
  const [first] = refused;
  const returned = state === 'draft' ? file?.lines.findLast(({ kind }) => kind === 'returned') : undefined;
  const by = file?.lines.findLast(({ kind }) => kind === 'detailed')?.by ?? say('somebody');
  if (state === 'withdrawn') return <TakenBack file={file} isUnsaved={written.isEdited || refused.length > 0} />;
  const fields = written.others.map((field) => say(`page_${PAGE_OF[field]}`));
  return (
    <>
      {file === null && <p className="tb-inc-note">{say('offline')}</p>}
      {returned && <p className="tb-inc-note tb-inc-returned">{say('returned', { reason: returned.text })}</p>}
      {first && (
        <div className="tb-inc-note tb-refused" role="alert">
          <p>{say('refused', { why: first.problem.message[language] })}</p>
          <Read onRead={() => outbox.dismiss(refused.map(({ record }) => record.id))} />
        </div>
      )}
      {fields.length > 0 && (
        <div className="tb-inc-note" role="alert">
          <p>{say('others', { by, fields: listOf([...new Set(fields)], language) })}</p>
          <Read onRead={written.onReadOthers} />
        </div>
      )}
    </>
  );
}

/** By the director, with a reason; or as a slip, by whoever flagged it. */
function TakenBack({ file, isUnsaved }: Pick<ShownIncident, 'file'> & { isUnsaved: boolean }) {
  const say = useWords(incidentSheetWords);
  const line = file?.lines.findLast(({ kind }) => kind === 'withdrawn');
  const reason = line?.text ?? '';
  return (
    <div className="tb-inc-note tb-refused" role="alert">
      <p>
        {reason === '' ? say('takenBack') : say('takenBackWhy', { by: line?.by ?? say('somebody'), reason })}{' '}
        {say(isUnsaved ? 'takenBackUnsaved' : 'takenBackNoMore')}
      </p>
    </div>
  );
}

const PAGE_OF: Record<Details['others'][number], IncidentPage> = {
  place: 'place',
  activity: 'activity',
  company: 'company',
  injury: 'injury',
  marks: 'body',
  firstAid: 'firstAid',
  firstAidBy: 'firstAid',
  treated: 'treated',
  diagnosis: 'treated',
  witnesses: 'witnesses',
  supervisors: 'supervisors',
  cause: 'cause',
  prevention: 'prevention',
  told: 'told',
};

function Read({ onRead }: { onRead: () => void }) {
  const say = useWords(incidentSheetWords);
  return (
    <button type="button" className="tb-button" onClick={onRead}>
      {say('refusedRead')}
    </button>
  );
}

/** Whether what was written is where it should be. */
export function IncidentSaving({ incident, isEdited }: { incident: ShownIncident; isEdited: boolean }) {
  const say = useWords(incidentSheetWords);
  const isAway = useAway();
  const isWaiting = incident.unsent.length > 0;
  if (incident.state === 'withdrawn') return null;
  const word = isWaiting && isAway ? 'waiting' : isEdited || isWaiting ? 'saving' : 'saved';
  return (
    <p className={word === 'saved' ? 'tb-inc-saved' : 'tb-inc-saved tb-waiting'} role="status">
      <Icon name={word === 'saved' ? 'check' : 'hourglass'} size={22} weight={2.4} />
      {say(word)}
    </p>
  );
}
