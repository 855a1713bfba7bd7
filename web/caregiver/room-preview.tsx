import { useState } from 'react';
import type { Room } from '#contract/attendance.ts';
import type { Actor } from '#contract/sign-in.ts';
import { LiveView } from '../features/live/live-view.tsx';
import { useLiveView } from '../features/live/use-live-view.ts';
import { Pattern } from '../shared/ui/patterns.tsx';
import { useWords } from '../shared/words/book.ts';
import { commonWords } from '../shared/words/common.ts';
import { useAway } from './use-away.ts';
import { caregiverWords } from './words.ts';

type Camera = Room['cameras'][number];
type RoomPreviewProps = { room: Room; actor: Actor | null; onWho: (() => void) | null };

/** One camera of the room, small; with several, a tap chooses. Whoever looks is known: no picture before someone acts. */
export function RoomPreview({ room, actor, onWho }: RoomPreviewProps) {
  const say = useWords(caregiverWords);
  const sayCommon = useWords(commonWords);
  const away = useAway();
  const [chosenId, choose] = useState<string | null>(null);
  const camera = room.cameras.find(({ cameraId }) => cameraId === chosenId) ?? room.cameras[0];
  if (!camera) return null;
  if (away) {
    return (
      <div className="tb-picture tb-who-first">
        <Pattern name="bars" />
        <span className="tb-picture-away">{sayCommon('offlineNow')}</span>
      </div>
    );
  }
  if (!actor && onWho) {
    return (
      <button type="button" className="tb-picture tb-who-first" onClick={onWho}>
        <Pattern name="dots" />
        <span>{say('whoFirst')}</span>
      </button>
    );
  }
  return (
    <>
      <div className="tb-picture">
        {/* Another person is another viewer: their view is opened anew, by their own right. */}
        <Picture key={`${camera.cameraId} ${actor?.userId ?? ''}`} camera={camera} />
      </div>
      {room.cameras.length > 1 && <ChooseCamera cameras={room.cameras} chosen={camera} onChoose={choose} />}
    </>
  );
}

type ChooseCameraProps = { cameras: readonly Camera[]; chosen: Camera; onChoose: (cameraId: string) => void };

function ChooseCamera({ cameras, chosen, onChoose }: ChooseCameraProps) {
  return (
    <div className="tb-cameras">
      {cameras.map(({ cameraId, name }) => (
        <button
          key={cameraId}
          type="button"
          aria-pressed={cameraId === chosen.cameraId}
          onClick={() => onChoose(cameraId)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function Picture({ camera }: { camera: Camera }) {
  return <LiveView name={camera.name} live={useLiveView(camera.cameraId)} poster={null} besideWork />;
}
