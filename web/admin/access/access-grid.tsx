import { type KeyboardEvent, useRef, useState } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { AccessCell } from '../../features/access/use-access.ts';
import { groupBy } from '../../shared/group-by.ts';
import { useWords } from '../../shared/words/book.ts';
import { cameraName } from '../camera-name.ts';
import { AccessCellButton } from './access-cell.tsx';
import { accessWords } from './words.ts';

type Row = AccessTable['rows'][number];
type GridProps = { table: AccessTable; timeZone: string; onOpen: (row: Row, cell: AccessCell) => void };

const STEP: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Guardians × cameras. One cell takes part in the tab order; arrow keys move it. */
export function AccessGrid({ table, timeZone, onOpen }: GridProps) {
  const say = useWords(accessWords);
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const body = useRef<HTMLTableSectionElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEP[event.key];
    if (!step) return;
    event.preventDefault();
    const row = Math.min(Math.max(at[0] + step[0], 0), table.rows.length - 1);
    const column = Math.min(Math.max(at[1] + step[1], 0), table.cameras.length - 1);
    setAt([row, column]);
    body.current?.rows[row]?.querySelectorAll('button')[column]?.focus();
  };
  return (
    <div className="ax-scroll">
      <table className="ax" role="grid" aria-label={say('table')}>
        <GridHead cameras={table.cameras} />
        {/* The keys come from the focused cell inside; the body only hears them. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody ref={body} onKeyDown={move}>
          {table.rows.map((row, r) => (
            <tr key={row.userId}>
              <th scope="row">{row.name}</th>
              <td className="ax-child">{row.children.map(({ name }) => name).join('、')}</td>
              {row.cells.map((cell, c) => (
                <td key={cell.cameraId}>
                  <AccessCellButton
                    cell={cell}
                    name={row.name}
                    camera={cameraOf(table, cell)}
                    timeZone={timeZone}
                    // The table may have become smaller than where the focus was.
                    focusable={
                      r === Math.min(at[0], table.rows.length - 1) && c === Math.min(at[1], row.cells.length - 1)
                    }
                    onOpen={() => {
                      setAt([r, c]);
                      onOpen(row, cell);
                    }}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The camera of a cell, by its room and name. */
export function cameraOf({ cameras }: AccessTable, { cameraId }: AccessCell): string {
  const camera = cameras.find((each) => each.cameraId === cameraId);
  return camera ? cameraName(camera.classroomName, camera.name) : '';
}

function GridHead({ cameras }: { cameras: AccessTable['cameras'] }) {
  const say = useWords(accessWords);
  const rooms = [...groupBy(cameras, ({ classroomName }) => classroomName)];
  return (
    <thead>
      <tr>
        <th rowSpan={2} scope="col">
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
