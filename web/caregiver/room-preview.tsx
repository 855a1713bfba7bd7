import { useState } from 'react';
import type { Room } from '#contract/attendance.ts';
import { LiveView } from '../features/live/live-view.tsx';
import { useLiveView } from '../features/live/use-live-view.ts';

type Camera = Room['cameras'][number];

/** One camera of the room, small; with several, a tap chooses. */
export function RoomPreview({ room }: { room: Room }) {
  const [chosenId, choose] = useState<string | null>(null);
  const camera = room.cameras.find(({ cameraId }) => cameraId === chosenId) ?? room.cameras[0];
  if (!camera) return null;
  return (
    <>
      <div className="tb-picture">
        <Picture key={camera.cameraId} camera={camera} />
      </div>
      {room.cameras.length > 1 && (
        <div className="tb-cameras">
          {room.cameras.map(({ cameraId, name }) => (
            <button
              key={cameraId}
              type="button"
              aria-pressed={cameraId === camera.cameraId}
              onClick={() => choose(cameraId)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

function Picture({ camera }: { camera: Camera }) {
  return <LiveView name={camera.name} live={useLiveView(camera.cameraId)} poster={null} />;
}
