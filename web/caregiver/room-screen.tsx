import { useCallback, useState } from 'react';
import type { Room, RoomChild } from '#contract/attendance.ts';
import type { ClassroomId, DeviceId, UserId } from '#contract/ids.ts';
import type { Actor } from '#contract/sign-in.ts';
import { resumeCamera } from '../features/cameras/cameras-api.ts';
import { type Attendance, useAttendance } from '../features/attendance/use-attendance.ts';
import { isProblem } from '../shared/problem-error.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { actsOnTablet } from './acts-now.ts';
import { BarePage, Revoked } from './bare-page.tsx';
import { ChildGrid } from './child-grid.tsx';
import { HeldTaps } from './held-taps.tsx';
import { LowerBar } from './lower-bar.tsx';
import { OfflineBar } from './offline-bar.tsx';
import { RoomPreview } from './room-preview.tsx';
import { type OpenSheet, RoomSheets } from './room-sheets.tsx';
import { StatusLine } from './status-line.tsx';
import { WatchPanel } from './watch-panel.tsx';
import { caregiverWords } from './words.ts';

type RoomScreenProps = {
  /** Null on a tablet: it knows its own room. */
  classroomId: ClassroomId | null;
  /** The tablet, or the person on their own browser: whose taps these are until they are sent. */
  owner: DeviceId | UserId;
  actor: Actor | null;
  /** On a tablet anyone may stand in front of it; on one's own browser the sign-in has said who. */
  asksWho: boolean;
};

const nothing = (): void => undefined;

/** The room is the whole app: one tap a child, and every sheet leads back here. */
export function RoomScreen({ classroomId, owner, actor, asksWho }: RoomScreenProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const [open, setOpen] = useState<OpenSheet | null>(null);
  const onActorNeeded = useCallback(() => setOpen({ sheet: 'who', ask: null, then: nothing }), []);
  const self = actor?.userId ?? null;
  const actsNow = useCallback(() => (asksWho ? actsOnTablet() : self), [asksWho, self]);
  const attendance = useAttendance({ classroomId, owner, actsNow, onActorNeeded });
  const { room, error } = attendance;
  if (isProblem(error, 'device-revoked')) return <Revoked />;
  if (!room) return <BarePage>{error ? errorSentence(error, language) : say('loading')}</BarePage>;
  return <OpenRoom {...{ room, attendance, actor, asksWho, open, setOpen }} />;
}

type OpenRoomProps = Omit<RoomScreenProps, 'classroomId' | 'owner'> & {
  room: Room;
  attendance: Attendance;
  open: OpenSheet | null;
  setOpen: (open: OpenSheet | null) => void;
};

function OpenRoom({ room, attendance, actor, asksWho, open, setOpen }: OpenRoomProps) {
  const say = useWords(caregiverWords);
  const [note, setNote] = useState<string | null>(null);
  const unsentCount = attendance.unsent.length;
  const close = () => setOpen(null);
  const askWho = (ask: Actor | null, then: () => void) => setOpen({ sheet: 'who', ask, then });
  const asActor = (act: () => void) => (asksWho && !actor ? askWho(null, act) : act());
  const onWho = asksWho ? () => askWho(null, nothing) : null;
  const choosePause = () => setOpen({ sheet: 'pause' });
  const onTap = (child: RoomChild) => {
    setNote(null);
    if (attendance.refusals.has(child.childId)) attendance.dismiss(child.childId);
    else if (child.state === 'present' || child.state === 'left') setOpen({ sheet: 'child', childId: child.childId });
    else asActor(() => attendance.checkIn(child));
  };
  const onPaused = (endedViews: number) => {
    close();
    setNote(endedViews === 0 ? say('pauseEndedNone') : say('pauseEnded', { n: endedViews }));
    attendance.reread();
  };
  const resume = useResume(room, attendance, setNote);
  return (
    <div className="tb">
      <StatusLine {...{ room, unsentCount, actor, onWho }} />
      <div className="tb-bars">
        <OfflineBar unsentCount={unsentCount} />
        <HeldTaps room={room} attendance={attendance} />
      </div>
      <main className="tb-main">
        <ChildGrid room={room} attendance={attendance} onTap={onTap} />
        <WatchPanel room={room} actor={actor} preview={<RoomPreview {...{ room, actor, onWho }} />} />
      </main>
      <LowerBar
        room={room}
        offer={attendance.offer}
        offerUnsent={attendance.unsent.some((tap) => tap.eventId === attendance.offer?.eventId)}
        note={note}
        onUndo={(offer) => asActor(() => attendance.undo(offer))}
        onPause={() => (asksWho ? askWho(actor, choosePause) : choosePause())}
        onResume={() => asActor(resume)}
      />
      {open && <RoomSheets {...{ open, room, attendance, asActor, onPaused }} onClose={close} />}
    </div>
  );
}

/** Ends every pause of the room, and says so. */
function useResume(room: Room, attendance: Attendance, onNote: (note: string) => void): () => void {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const paused = room.cameras.filter((camera) => camera.pausedUntil !== null);
  return () =>
    void Promise.all(paused.map((camera) => resumeCamera(camera.cameraId)))
      .then(
        () => onNote(say('resumed')),
        (failure: unknown) => onNote(errorSentence(failure, language)),
      )
      .finally(attendance.reread);
}
