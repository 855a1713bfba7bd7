import { useState } from 'react';
import type { Room } from '#contract/attendance.ts';
import { PAUSE_MINUTES } from '#contract/cameras.ts';
import type { CameraId } from '#contract/ids.ts';
import { ROLES } from '#contract/people.ts';
import { type PauseMinutes, pauseCamera } from '../features/cameras/cameras-api.ts';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { refusalSentence } from '../shared/words/refusals.ts';
import { ParentsRead } from './parents-read.tsx';
import { Sheet } from './sheet.tsx';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';

/** `endedViews`: of families and guests; the staff's own small pictures are none of the news. */
type PauseSheetProps = { room: Room; onPaused: (endedViews: number) => void; onClose: () => void };

/** How long, of which cameras, and the very words that parents will read meanwhile. */
export function PauseSheet(props: PauseSheetProps) {
  return useAway() ? <PauseAwaySheet {...props} /> : <ChoosePause {...props} />;
}

/** Instead of a pause, without a network; it stays these words when the network returns, since no PIN was asked for. */
export function PauseAwaySheet({ room, onClose }: Pick<PauseSheetProps, 'room' | 'onClose'>) {
  const say = useWords(caregiverWords);
  return (
    <Sheet title={say('pause')} back={say('back', { room: room.name })} onClose={onClose}>
      <p className="tb-lead" role="alert">
        {say('pauseAway')}
      </p>
    </Sheet>
  );
}

function ChoosePause({ room, onPaused, onClose }: PauseSheetProps) {
  const say = useWords(caregiverWords);
  const language = useLanguage();
  const [minutes, setMinutes] = useState<PauseMinutes>(10);
  const [cameras, setCameras] = useState<readonly CameraId[]>(room.cameras.map((camera) => camera.cameraId));
  const { pause, error, busy } = usePause(room, onPaused);
  return (
    <Sheet title={say('pauseTitle')} back={say('back', { room: room.name })} onClose={onClose}>
      <div className="tb-choices" role="group" aria-label={say('pauseTitle')}>
        {PAUSE_MINUTES.map((each) => (
          <button key={each} type="button" aria-pressed={each === minutes} onClick={() => setMinutes(each)}>
            {say('pauseMinutes', { n: each })}
          </button>
        ))}
      </div>
      {room.cameras.length > 1 && <ChooseCameras room={room} chosen={cameras} onChoose={setCameras} />}
      <PauseRead minutes={minutes} timeZone={room.timeZone} />
      {error !== null && (
        <p className="tb-wrong" role="alert">
          {errorSentence(error, language)}
        </p>
      )}
      <button
        type="button"
        className="tb-button tb-go"
        disabled={busy || cameras.length === 0}
        onClick={() => void pause(cameras, minutes)}
      >
        {`${say('pause')} · ${say('pauseMinutes', { n: minutes })}`}
      </button>
    </Sheet>
  );
}

function usePause(room: Room, onPaused: (endedViews: number) => void) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const pause = async (cameras: readonly CameraId[], minutes: PauseMinutes) => {
    setBusy(true);
    setError(null);
    const outside = room.watching.filter((view) => cameras.includes(view.cameraId) && !isStaff(view.relation));
    try {
      const paused = await Promise.all(cameras.map((cameraId) => pauseCamera(cameraId, minutes)));
      const ended = paused.reduce((sum, { endedViews }) => sum + endedViews, 0);
      onPaused(Math.min(outside.length, ended));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { pause, error, busy };
}

// Staff are listed with the code of their role; guardians with the room's own word for them.
const isStaff = (relation: string): boolean => ROLES.some((role) => role === relation);

type ChooseProps = { room: Room; chosen: readonly CameraId[]; onChoose: (cameras: readonly CameraId[]) => void };

function ChooseCameras({ room, chosen, onChoose }: ChooseProps) {
  const say = useWords(caregiverWords);
  const toggle = (cameraId: CameraId) =>
    onChoose(chosen.includes(cameraId) ? chosen.filter((id) => id !== cameraId) : [...chosen, cameraId]);
  return (
    <div className="tb-choices" role="group" aria-label={say('whichCameras')}>
      {room.cameras.map(({ cameraId, name }) => (
        <button key={cameraId} type="button" aria-pressed={chosen.includes(cameraId)} onClick={() => toggle(cameraId)}>
          {name}
        </button>
      ))}
    </div>
  );
}

function PauseRead({ minutes, timeZone }: { minutes: number; timeZone: string }) {
  const language = useLanguage();
  const to = new Date(useNow(10_000).getTime() + minutes * 60_000).toISOString();
  return <ParentsRead words={refusalSentence({ code: 'camera-paused', to, timeZone }, language)} />;
}
