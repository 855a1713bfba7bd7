import type { ReactNode } from 'react';
import type { AccessTable } from '#contract/access.ts';
import { groupBy } from '../../shared/group-by.ts';
import { useWords } from '../../shared/words/book.ts';
import { accessWords } from './words.ts';

type HeadProps = { cameras: AccessTable['cameras']; all: ReactNode };

/** Two lines: rooms, and under each its cameras. */
export function GridHead({ cameras, all }: HeadProps) {
  const say = useWords(accessWords);
  const rooms = [...groupBy(cameras, ({ classroomName }) => classroomName)];
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col" className="ax-who">
          {all}
          {say('guardian')}
        </th>
        <th rowSpan={2} scope="col">
          {say('child')}
        </th>
        {rooms.map(([room, own]) => (
          <th key={room} colSpan={own.length} scope="colgroup" className="ax-room">
            {room}
          </th>
        ))}
      </tr>
      <tr>
        {rooms.flatMap(([, own]) =>
          own.map(({ cameraId, name }) => (
            <th key={cameraId} scope="col">
              {name}
            </th>
          )),
        )}
      </tr>
    </thead>
  );
}
