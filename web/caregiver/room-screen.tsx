import { useCallback, useEffect, useState } from 'react';
import type { Room, RoomChild } from '#contract/attendance.ts';
import type { ClassroomId } from '#contract/ids.ts';
import type { Actor } from '#contract/sign-in.ts';
import { type Attendance, useAttendance } from '../features/attendance/use-attendance.ts';
import { isTappedIn } from '../features/attendance/tap.ts';
import { DoorWaiting } from '../features/kiosk/door-waiting.tsx';
import { useDoorArrivals } from './use-door-arrivals.ts';
import { useLeftHanded } from '../features/devices/handedness.ts';
import { useRemembering } from '../features/incidents/use-remembering.ts';
import { usePhotoSending } from '../features/incidents/use-photo-sending.ts';
import { isProvenJustNow } from '../features/devices/tablet-session.ts';
import { callName } from '../shared/call-name.ts';
import { isStaffRecord } from '../features/staffing/staff-record.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import type { OutboxOwner } from '../shared/outbox/outbox-record.ts';
import { takeBack } from '../shared/outbox/undoing.ts';
import { useOutbox, useUnsent } from '../shared/outbox/use-outbox.ts';
import { isProblem } from '../shared/problem-error.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { actsOnTablet, serverKnowsActor, useActorProven } from './acts-now.ts';
import { ArriveOffer } from './arrive-offer.tsx';
import { BarePage, Revoked } from './bare-page.tsx';
import { ChildGrid } from './child-grid.tsx';
import { HeldRecords } from './held-records.tsx';
import type { UndoOffer } from './kept-offers.ts';
import { LowerBar } from './lower-bar.tsx';
import { NotKept } from './not-kept.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { LostPhotos } from './lost-photos.tsx';
import { RefusedRecords } from './refused-records.tsx';
import { RoomPreview } from './room-preview.tsx';
import { RoomSheets } from './room-sheets.tsx';
import { RoomStatus } from './sheet-status.tsx';
import type { AskedAgain, OpenSheet, RoomSheetProps } from './sheet-props.ts';
import { StatusLine } from './status-line.tsx';
import { useNote } from './use-note.ts';
import { useResume } from './use-resume.ts';
import { useBackCloses } from './use-back-closes.ts';
import { useUndo } from './use-undo.ts';
import { WatchPanel } from './watch-panel.tsx';
import { caregiverWords } from './words.ts';

type RoomScreenProps = {
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  /** The tablet, or the person on their own browser: whose records these are until they are sent. */
  owner: OutboxOwner;
  actor: Actor | null;
  /** On a tablet anyone may stand in front of it; on one's own browser the sign-in has said who. */
  asksWho: boolean;
};

const nothing = (): void => undefined;
const always = (): boolean => true;

/** The room is the whole app: one tap a child, and every sheet leads back here. */
export function RoomScreen({ classroomId, owner, actor, asksWho }: RoomScreenProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const [opened, open] = useState<OpenSheet | null>(null);
  const onActorNeeded = useCallback(() => open({ sheet: 'who', ask: null, why: null, then: nothing }), []);
  const self = actor?.userId ?? null;
  const actsHere = useCallback(() => self, [self]);
  // Not of whom the page shows: another outbox would lose what only this one knows.
  const actsNow = asksWho ? actsOnTablet : actsHere;
  const outbox = useOutbox({ owner, actsNow, mayGo: asksWho ? serverKnowsActor : always, onActorNeeded });
  const isProven = useActorProven();
  useEffect(() => outbox.resume(), [outbox, isProven, self]);
  usePhotoSending(owner, actor, isProven);
  const attendance = useAttendance({ classroomId, outbox, actsNow, onActorNeeded });
  const { room, error } = attendance;
  const nameOf = (id: string) => room?.children.find(({ childId }) => childId === id)?.name ?? '';
  useRemembering({ classroomId, outbox, nameOf });
  if (isProblem(error, 'device-revoked')) return <Revoked />;
  if (!room) return <BarePage>{error ? errorSentence(error, language) : say('loading')}</BarePage>;
  return <OpenRoom {...{ room, attendance, outbox, classroomId, owner, actor, asksWho, opened, open }} />;
}

type OpenRoomProps = RoomScreenProps & {
  room: Room;
  attendance: Attendance;
  outbox: Outbox;
  opened: OpenSheet | null;
  open: (sheet: OpenSheet | null) => void;
};

function OpenRoom({ opened, asksWho, ...given }: OpenRoomProps) {
  const { room, attendance, outbox, actor, open } = given;
  const say = useWords(caregiverWords);
  const { note, onNote } = useRoomNote(room);
  const unsent = useUnsent(outbox);
  const { offers, offerUndo, onTaken } = useUndo(given.owner, outbox);
  const { askWho, asActor, askAgain } = askingWho({ asksWho, actor, open });
  const onClose = () => open(null);
  const { onUndo, undoOf } = useTakingBack({ ...given, asActor, onNote }, { offers, onTaken });
  const props: RoomSheetProps = { ...given, childId: null, asActor, askAgain, onClose, onNote, offerUndo, undoOf };
  const isLeft = useLeftHanded(actor?.userId ?? null);
  const onTap = useTap(props);
  useBackCloses(opened !== null, onClose);
  const choosePause = () => open({ sheet: 'pause' });
  const onPaused = (endedViews: number) => {
    onClose();
    onNote(endedViews === 0 ? say('pauseEndedNone') : say('pauseEnded', { n: endedViews }));
    attendance.reread();
  };
  const onWho = asksWho ? () => askWho(null, nothing) : null;
  const onResume = useResume(room, attendance.reread, onNote);
  return (
    <div className={isLeft ? 'tb tb-left-handed' : 'tb'}>
      <StatusLine {...props} unsentCount={unsent.length} onWho={onWho ?? (() => open({ sheet: 'self' }))} />
      <div className="tb-bars" role="region" aria-label={say('notices')}>
        <OfflineBar unsentCount={unsent.length} />
        <ArriveOffer {...props} />
        <DoorWaiting
          classroomId={given.classroomId}
          timeZone={room.timeZone}
          presentIds={presentIn(room)}
          onHandOver={(childId) => open({ sheet: 'handover', childId })}
        />
        <HeldRecords timeZone={room.timeZone} outbox={outbox} onPin={(person) => askWho(person, nothing)} />
        <RefusedRecords room={room} outbox={outbox} />
        <LostPhotos />
        <NotKept outbox={outbox} />
      </div>
      <main className="tb-main">
        <ChildGrid {...props} onTap={onTap} />
        <WatchPanel {...props} preview={<RoomPreview {...{ room, actor, onWho }} />} />
      </main>
      <LowerBar
        {...props}
        offers={offers}
        unsentIds={unsent.map(({ id }) => id)}
        note={note}
        onUndo={onUndo}
        onPause={() => (asksWho ? askWho(actor, choosePause, actor && 'pause') : choosePause())}
        onResume={() => asActor(onResume)}
      />
      <RoomStatus value={{ timeZone: room.timeZone, unsentCount: unsent.length }}>
        {opened && <RoomSheets {...props} opened={opened} onPaused={onPaused} />}
      </RoomStatus>
    </div>
  );
}

/** Whose PIN is asked for before something is done. */
function askingWho({ asksWho, actor, open }: Pick<OpenRoomProps, 'asksWho' | 'actor' | 'open'>) {
  const askWho = (ask: Actor | null, then: () => void, why: AskedAgain | null = null) =>
    open({ sheet: 'who', ask, why, then });
  const asActor = (act: () => void) => (asksWho && !actor ? askWho(null, act) : act());
  const askAgain = (why: AskedAgain, act: () => void) =>
    !asksWho || isProvenJustNow() ? asActor(act) : askWho(actor, act, actor && why);
  return { askWho, asActor, askAgain };
}

/** What came of the last thing that was done, and who has just come to the entrance. */
function useRoomNote(room: Room) {
  const shown = useNote();
  useDoorArrivals(room, shown.onNote);
  return shown;
}

/** Takes back what was offered, under the name of whoever acts; a member of staff's own record under theirs. */
function useTakingBack(
  { outbox, actor, asActor, open, onNote }: Pick<RoomSheetProps, 'outbox' | 'actor' | 'asActor' | 'open' | 'onNote'>,
  { offers, onTaken }: Pick<ReturnType<typeof useUndo>, 'offers' | 'onTaken'>,
) {
  const say = useWords(caregiverWords);
  const onUndo = (offer: UndoOffer): void => {
    const { asks, undoing } = offer;
    if (asks) {
      onTaken(offer);
      open({ sheet: 'staff-undo', undo: asks });
      return;
    }
    const take = () => {
      const actorId = actsOnTablet() ?? actor?.userId;
      onTaken(offer);
      takeBack(outbox, undoing, (by) =>
        by.actorId === null || isStaffRecord(by) ? by.actorId : (actorId ?? by.actorId),
      );
      onNote(say('undone', { what: offer.words }));
    };
    // What waited for no PIN is taken back without one.
    const waitsForPin = undoing.some(({ by }) => by.some(({ actorId }) => actorId !== null));
    if (waitsForPin) asActor(take);
    else take();
  };
  const undoOf = (recordId: string) => {
    const offer = offers.find(({ undoing }) => undoing.some(({ id }) => id === recordId));
    return offer ? () => onUndo(offer) : null;
  };
  return { onUndo, undoOf };
}

const presentIn = (room: Room): ReadonlySet<string> =>
  new Set(room.children.filter(({ state }) => state === 'present').map(({ childId }) => childId));

/** A tap on a tile: in, when the child is awaited; otherwise its sheet. What was refused is read first. */
function useTap({ room, attendance, asActor, open, onNote, offerUndo }: RoomSheetProps) {
  const say = useWords(caregiverWords);
  return (child: RoomChild) => {
    const { childId } = child;
    onNote(null);
    if (attendance.refusals.has(childId)) attendance.dismiss(childId);
    else if (isTappedIn(child, room))
      asActor(() => offerUndo(say('undoCheckIn', { name: callName(child) }), attendance.checkIn([child])));
    else open({ sheet: 'child', childId });
  };
}
