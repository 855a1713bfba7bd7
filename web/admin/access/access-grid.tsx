import { Checkbox } from 'antd';
import { useCallback, useRef } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import { useWords } from '../../shared/words/book.ts';
import { cameraName } from '../camera-name.ts';
import { AccessRow, NAME_COLUMNS, type OpenCell } from './access-row.tsx';
import { GridHead } from './grid-head.tsx';
import { useCellFocus } from './use-cell-focus.ts';
import { CAMERA_PX, CHILD_PX, useDrawn, WHO_PX } from './use-drawn.ts';
import type { Selection } from './use-selection.ts';
import { accessWords } from './words.ts';

type Row = AccessTable['rows'][number];
type GridProps = {
  table: AccessTable;
  timeZone: string;
  /** null: this reader changes nothing. */
  selection: Selection | null;
  onOpen: (row: Row, cameraId: CameraId) => void;
};

const HEAD_ROWS = 2;
/** Guardians × cameras, rows and columns drawn as they come into view. One cell takes part in the tab order; arrow keys move it. */
export function AccessGrid({ table, timeZone, selection, onOpen }: GridProps) {
  const say = useWords(accessWords);
  const scroll = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(scroll, table.rows.length, table.cameras.length);
  const { at, setAt, onKey } = useCellFocus(table, selection, scroll, drawn.bringIntoView);
  const open: OpenCell = useCallback(
    (row, cameraId, at) => {
      setAt(at);
      onOpen(row, cameraId);
    },
    [onOpen, setAt],
  );
  return (
    <div className="ax-scroll" ref={scroll}>
      <table
        className="ax"
        role="grid"
        aria-label={say('table')}
        aria-rowcount={table.rows.length + HEAD_ROWS}
        aria-colcount={table.cameras.length + NAME_COLUMNS}
        style={{ width: WHO_PX + CHILD_PX + table.cameras.length * CAMERA_PX }}
      >
        <Columns cameras={table.cameras.length} />
        <GridHead cameras={table.cameras} all={selection && <SelectAll table={table} selection={selection} />} />
        {/* The keys come from the focused cell inside; the body only hears them. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <tbody onKeyDown={onKey}>
          <Spacer heightPx={drawn.abovePx} />
          {drawn.rows.map((index) => {
            const row = table.rows[index];
            if (!row) return null;
            return (
              <AccessRow
                key={row.userId}
                row={row}
                cameras={table.cameras}
                firstColumn={drawn.firstColumn}
                endColumn={drawn.endColumn}
                timeZone={timeZone}
                index={index}
                ariaRow={index + HEAD_ROWS + 1}
                focusColumn={index === at[0] ? at[1] : null}
                selection={selection}
                onOpen={open}
              />
            );
          })}
          <Spacer heightPx={drawn.belowPx} />
        </tbody>
      </table>
    </div>
  );
}

/** Given, not found out from the cells: else every row that comes into view lays out all of them again. */
function Columns({ cameras }: { cameras: number }) {
  return (
    <colgroup>
      <col style={{ width: WHO_PX }} />
      <col style={{ width: CHILD_PX }} />
      <col span={cameras} />
    </colgroup>
  );
}

/** What stands for the rows that are not drawn. */
function Spacer({ heightPx }: { heightPx: number }) {
  return heightPx > 0 ? <tr aria-hidden="true" style={{ height: heightPx }} /> : null;
}

function SelectAll({ table, selection }: { table: AccessTable; selection: Selection }) {
  const say = useWords(accessWords);
  const all = selection.ids.size === table.rows.length && table.rows.length > 0;
  return (
    <Checkbox
      aria-label={say('selectAll')}
      checked={all}
      indeterminate={!all && selection.ids.size > 0}
      onChange={({ target }) => selection.setAll(target.checked)}
    />
  );
}

/** A camera of the table, by its room and name. */
export function cameraOf({ cameras }: AccessTable, cameraId: CameraId): string {
  const camera = cameras.find((each) => each.cameraId === cameraId);
  return camera ? cameraName(camera.classroomName, camera.name) : '';
}
