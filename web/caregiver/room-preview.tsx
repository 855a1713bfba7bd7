import { useState } from 'react';
import type { Room } from '#contract/attendance.ts';
import { Pattern } from '../shared/ui/patterns.tsx';
import { Pill } from '../shared/ui/pill.tsx';
import { useWords } from '../shared/words/book.ts';
import { commonWords } from '../shared/words/common.ts';

/** One camera of the room, small; with several, a tap chooses. */
export function RoomPreview({ room }: { room: Room }) {
  const say = useWords(commonWords);
  const [chosen, setChosen] = useState(0);
  const camera = room.cameras[chosen] ?? room.cameras[0];
  if (!camera) return null;
  return (
    <>
      <div className="tb-picture">
        {camera.pausedUntil ? (
          <>
            <Pattern name="curtain" />
            <Pill tone="paused" icon="curtain">
              {say('paused')}
            </Pill>
          </>
        ) : (
          <Pattern name={camera.phase === 'offline' ? 'bars' : 'arcs'} />
        )}
      </div>
      {room.cameras.length > 1 && (
        <div className="tb-cameras">
          {room.cameras.map(({ cameraId, name }, i) => (
            <button key={cameraId} type="button" aria-pressed={i === chosen} onClick={() => setChosen(i)}>
              {name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
