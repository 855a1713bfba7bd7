import type { RoomChild } from '#contract/attendance.ts';
import { HELD_AFTER_MINUTES, HELD_BEFORE_MINUTES, isGrave } from '#contract/incidents.ts';
import { IncidentId } from '#contract/ids.ts';
import { flagWords as wordsOfFlag } from '../features/incidents/flag-records.ts';
import { callName } from '../shared/call-name.ts';
import { useRefused, useUnsent } from '../shared/outbox/use-outbox.ts';
import { phoneLink } from '../shared/phone-link.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { flagWords } from './flag-words.ts';
import { CallHelp } from './call-help.tsx';
import { Sheet } from './sheet.tsx';
import type { OpenSheet, RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';

type Flagged = Extract<OpenSheet, { sheet: 'flagged' }>;
type FlaggedSheetProps = RoomSheetProps & { flagged: Flagged };

/** After the second tap: that it is recorded, whom to call first, and the way back for a slip. */
export function FlaggedSheet({ flagged, undoOf, ...props }: FlaggedSheetProps) {
  const { room, onClose } = props;
  const say = useWords(flagWords);
  const sayRoom = useWords(caregiverWords);
  const language = useLanguage();
  const { kind, childIds, recordId } = flagged;
  const children = room.children.filter(({ childId }) => childIds.includes(childId));
  const called = children.map((child) => ({ childId: child.childId, name: callName(child) }));
  const undo = undoOf(recordId);
  const takeBack = () => {
    onClose();
    undo?.();
  };
  const write = () => props.asActor(() => props.open({ sheet: 'incident', incidentId: IncidentId.parse(recordId) }));
  return (
    <Sheet
      title={wordsOfFlag({ kind, children: called }, language)}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
    >
      <div className="tb-flagged">
        <State {...props} flagged={flagged} />
        {isGrave(kind) && children.length > 0 && <CallFirst children={children} />}
        {childIds.length === 0 && <CallHelp kind={kind} sitePhone={room.sitePhone} />}
        <p className="tb-lead">{say('held', { before: HELD_BEFORE_MINUTES, after: HELD_AFTER_MINUTES })}</p>
      </div>
      <div className="tb-sheet-end">
        {undo && (
          <button type="button" className="tb-button" onClick={takeBack}>
            <Icon name="undo" size={24} />
            {say('undo')}
          </button>
        )}
        {!undo && <p className="tb-lead">{say('mistaken')}</p>}
        <span className="row-space" />
        <button type="button" className="tb-button" onClick={write}>
          <Icon name="pencil" size={24} />
          {say('write')}
        </button>
        <button type="button" className="tb-button tb-go" onClick={onClose}>
          <Icon name="check" size={26} />
          {say('done')}
        </button>
      </div>
    </Sheet>
  );
}

/** Whether the server has it. */
function State({ room, outbox, flagged }: Pick<FlaggedSheetProps, 'room' | 'outbox' | 'flagged'>) {
  const say = useWords(flagWords);
  const isUnsent = useUnsent(outbox).some(({ id }) => id === flagged.recordId);
  const isRefused = useRefused(outbox).some(({ record }) => record.id === flagged.recordId);
  const isTold = !isUnsent && !isRefused;
  return (
    <div className={isTold ? 'tb-flagged-state' : 'tb-flagged-state tb-flagged-waits'} role="status">
      <Icon name={isTold ? 'check' : 'hourglass'} size={36} weight={2.4} />
      <p>
        <b>{say('flagged', { time: clock(flagged.at, room.timeZone) })}</b>
        {say(isRefused ? 'flaggedRefused' : isUnsent ? 'flaggedWaits' : 'flaggedTold')}
      </p>
    </div>
  );
}

/** The numbers of the families, to be dialled at once; a blocked person has none here. */
function CallFirst({ children }: { children: readonly RoomChild[] }) {
  const say = useWords(flagWords);
  const people = children.flatMap((child) =>
    child.guardians.filter(({ blocked, phone }) => !blocked && phone !== '').map((person) => ({ child, ...person })),
  );
  return (
    <section className="tb-flagged-call" aria-labelledby="call-first-title">
      <h2 id="call-first-title">{say('callNow')}</h2>
      {people.length === 0 && <p>{say('callNobody')}</p>}
      {people.map(({ child, userId, relation, name, phone }) => (
        <a key={`${child.childId} ${userId}`} href={phoneLink(phone)}>
          <Icon name="phone" size={26} />
          <span>
            {children.length > 1 && `${callName(child)} · `}
            {relation} {name}
          </span>
          {phone}
        </a>
      ))}
    </section>
  );
}
