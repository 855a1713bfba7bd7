import { useState } from 'react';
import type { DayLine } from '#contract/attendance.ts';
import type { Correction } from '../features/attendance/attendance-records.ts';
import { callName } from '../shared/call-name.ts';
import { clock } from '../shared/time.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { ChildCard } from './child-card.tsx';
import { lineWords } from './child-lines.tsx';
import { childWords } from './child-words.ts';
import { CorrectChange } from './correct-change.tsx';
import type { Draft } from './correct-draft.ts';
import { ParentsRead } from './parents-read.tsx';
import { Sheet } from './sheet.tsx';
import type { ChildSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './child-sheet.css';
import './correct-sheet.css';

type Kind = Draft['kind'];

const REASONS = ['time', 'tapped', 'other', 'forgot', 'tablet'] as const;
const KINDS: readonly Kind[] = ['checked_in', 'checked_out', 'transferred'];

/** Says what really was. What was recorded stays on record, with the correction, its reason and its author beside it. */
export function CorrectSheet(props: ChildSheetProps) {
  const { room, child, attendance, askAgain, onClose, onNote } = props;
  const say = useWords(childWords);
  const sayRoom = useWords(caregiverWords);
  const now = useNow(10_000);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const isNothing = draft !== null && draft.line !== null && draft.happened && isSame(draft, draft.line);
  const isReady = draft !== null && reason !== null && !isNothing && draft.at <= now;
  const send = () => {
    if (draft === null || reason === null) return;
    onClose();
    askAgain('correct', () => {
      if (attendance.correct(child, correctionOf(draft, reason))) onNote(say('correctSent'));
    });
  };
  const footer = (
    <>
      {isReady && <ParentsRead words={parentsRead(draft, props, say)} />}
      <button type="button" className="tb-button tb-go" disabled={!isReady} onClick={send}>
        <Icon name="pencil" size={26} />
        {say('confirmCorrect')}
      </button>
    </>
  );
  return (
    <Sheet
      title={say('correctTitle', { name: child.name })}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={footer}
      whole
    >
      <div className="tb-hand">
        <ChildCard room={room} child={child} />
        <section className="tb-correct">
          <ChooseLine {...props} draft={draft} onDraft={setDraft} now={now} />
          {draft && <CorrectChange room={room} draft={draft} now={now} onDraft={setDraft} />}
          {draft && <ChooseReason reason={reason} onReason={setReason} />}
        </section>
      </div>
    </Sheet>
  );
}

const isSame = ({ kind, at, room }: Draft, line: DayLine): boolean =>
  kind === line.kind && at.getTime() === new Date(line.at).getTime() && room === line.classroomId;

function correctionOf({ line, kind, at, room, happened }: Draft, reason: string): Correction {
  const to = happened
    ? {
        kind,
        happenedAt: at.toISOString(),
        classroomId: room,
        withUserId: line?.withUserId ?? null,
        withPickupId: line?.withPickupId ?? null,
      }
    : null;
  return { correctsId: line?.eventId ?? null, to, reason };
}

/** The very words of the feed, so that whoever corrects knows what they tell a family. */
function parentsRead(
  { line, kind, at, room: roomId, happened }: Draft,
  { room, child }: ChildSheetProps,
  say: ReturnType<typeof useWords<(typeof childWords)['keys'][number]>>,
): string {
  const shown = { room, child, say };
  const time = clock(at, room.timeZone);
  const name = callName(child);
  const asLine = (known: Pick<DayLine, 'kind' | 'classroomId'>): string => lineWords({ ...NO_ONE, ...known }, shown);
  const what = asLine({ kind, classroomId: roomId });
  if (!line) return say('readAdded', { name, time, what });
  const was = clock(line.at, room.timeZone);
  if (!happened) return say('readRemoved', { name, was, what: asLine(line) });
  return say('readChanged', { name, time, what, was: line.kind === kind ? was : `${was} ${asLine(line)}` });
}

type ChooseLineProps = ChildSheetProps & { draft: Draft | null; onDraft: (draft: Draft) => void; now: Date };

function ChooseLine({ room, child, draft, onDraft, now }: ChooseLineProps) {
  const say = useWords(childWords);
  const choose = (line: DayLine) =>
    onDraft({ line, kind: line.kind, at: new Date(line.at), room: line.classroomId, happened: true });
  const add = (kind: Kind) => {
    const to = kind === 'transferred' ? room.otherRooms[0]?.classroomId : room.classroomId;
    if (to) onDraft({ line: null, kind, at: wholeMinute(now), room: to, happened: true });
  };
  const kinds = KINDS.filter((kind) => kind !== 'transferred' || room.otherRooms.length > 0);
  return (
    <>
      <h2 className="tb-step">{say('whichLine')}</h2>
      <div className="tb-choices" role="group" aria-label={say('whichLine')}>
        {child.lines.map((line) => (
          <button
            key={line.eventId}
            type="button"
            aria-pressed={draft?.line?.eventId === line.eventId}
            onClick={() => choose(line)}
          >
            {`${clock(line.at, room.timeZone)} ${lineWords(line, { room, child, say })}`}
          </button>
        ))}
      </div>
      <div className="tb-choices tb-choices-small" role="group" aria-label={say('addLine')}>
        <span>{say('addLine')}</span>
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={draft !== null && draft.line === null && draft.kind === kind}
            onClick={() => add(kind)}
          >
            {say(KIND_WORD[kind])}
          </button>
        ))}
      </div>
    </>
  );
}

function ChooseReason({ reason, onReason }: { reason: string | null; onReason: (reason: string) => void }) {
  const say = useWords(childWords);
  return (
    <>
      <h2 className="tb-step">{say('why')}</h2>
      <div className="tb-choices tb-choices-small" role="group" aria-label={say('why')}>
        {REASONS.map((each) => {
          const words = say(`why_${each}`);
          return (
            <button key={each} type="button" aria-pressed={reason === words} onClick={() => onReason(words)}>
              {words}
            </button>
          );
        })}
      </div>
    </>
  );
}

/** For words about a line that name nobody. */
const NO_ONE: Pick<DayLine, 'eventId' | 'at' | 'recordedAt' | 'withUserId' | 'withPickupId' | 'withPickup' | 'reason'> =
  {
    eventId: '' as DayLine['eventId'],
    at: '',
    recordedAt: '',
    withUserId: null,
    withPickupId: null,
    withPickup: null,
    reason: null,
  };
const KIND_WORD = { checked_in: 'lineIn', checked_out: 'lineOut', transferred: 'lineToRoom' } as const;
const wholeMinute = (at: Date): Date => new Date(Math.floor(at.getTime() / 60_000) * 60_000);
