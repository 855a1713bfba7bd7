import { memo } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { cameraName } from '../camera-name.ts';
import { AccessCellButton } from './access-cell.tsx';
import type { Selection } from './use-selection.ts';
import { accessWords } from './words.ts';

export type OpenCell = (
  row: AccessTable['rows'][number],
  cameraId: CameraId,
  at: readonly [row: number, column: number],
) => void;

/** Before the cameras: the guardian and the children. */
export const NAME_COLUMNS = 2;

type RowProps = {
  row: AccessTable['rows'][number];
  cameras: AccessTable['cameras'];
  /** Cameras that are drawn: from the first up to, and without, the end. */
  firstColumn: number;
  endColumn: number;
  timeZone: string;
  index: number;
  ariaRow: number;
  /** The column that takes part in the tab order; null: it is in another row. */
  focusColumn: number | null;
  selection: Selection | null;
  onOpen: OpenCell;
};

/** One guardian: children, and a cell for each camera. Scrolling draws the rows that come, and none again. */
export const AccessRow = memo(function AccessRow(props: RowProps) {
  const { row, cameras, firstColumn, endColumn, timeZone, index, ariaRow, focusColumn, selection, onOpen } = props;
  const say = useWords(accessWords);
  const language = useLanguage();
  const cells = new Map(row.cells.map((cell) => [cell.cameraId, cell]));
  const isChosen = selection?.ids.has(row.userId) ?? false;
  return (
    <tr aria-rowindex={ariaRow} aria-selected={isChosen} className={isChosen ? 'ax-chosen' : undefined}>
      <th scope="row" className="ax-who">
        {selection && <RowBox row={row} isChosen={isChosen} selection={selection} />}
        {row.name}
      </th>
      <td className="ax-child">{row.children.map(({ name }) => name).join('、')}</td>
      <Gap columns={firstColumn} />
      {cameras.slice(firstColumn, endColumn).map(({ cameraId, name, classroomName }, nth) => {
        const column = firstColumn + nth;
        return (
          <td key={cameraId} aria-colindex={column + NAME_COLUMNS + 1}>
            <AccessCellButton
              cell={cells.get(cameraId) ?? null}
              name={row.name}
              camera={cameraName(classroomName, name)}
              words={{ say, language, timeZone }}
              place={`${String(index)} ${String(column)}`}
              focusable={column === focusColumn}
              onOpen={() => onOpen(row, cameraId, [index, column])}
            />
          </td>
        );
      })}
      <Gap columns={cameras.length - endColumn} />
    </tr>
  );
});

/** What stands for the cameras that are not drawn. */
function Gap({ columns }: { columns: number }) {
  return columns > 0 ? <td aria-hidden="true" colSpan={columns} /> : null;
}

type BoxProps = { row: RowProps['row']; isChosen: boolean; selection: Selection };

/** The browser's own: hundreds are drawn while somebody scrolls. */
function RowBox({ row, isChosen, selection }: BoxProps) {
  const say = useWords(accessWords);
  return (
    <input
      type="checkbox"
      className="ax-box"
      aria-label={say('select', { name: row.name })}
      checked={isChosen}
      onChange={({ nativeEvent }) =>
        'shiftKey' in nativeEvent && nativeEvent.shiftKey
          ? selection.extendTo(row.userId)
          : selection.toggle(row.userId)
      }
    />
  );
}
