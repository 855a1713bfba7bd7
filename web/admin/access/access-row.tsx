import { Checkbox } from 'antd';
import type { AccessTable } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import { useWords } from '../../shared/words/book.ts';
import { cameraName } from '../camera-name.ts';
import { AccessCellButton } from './access-cell.tsx';
import type { Selection } from './use-selection.ts';
import { accessWords } from './words.ts';

type RowProps = {
  row: AccessTable['rows'][number];
  cameras: AccessTable['cameras'];
  timeZone: string;
  index: number;
  ariaRow: number;
  /** The column that takes part in the tab order; null: it is in another row. */
  focusColumn: number | null;
  selection: Selection | null;
  onOpen: (column: number, cameraId: CameraId) => void;
};

/** One guardian: children, and a cell for each camera. */
export function AccessRow({ row, cameras, timeZone, index, ariaRow, focusColumn, selection, onOpen }: RowProps) {
  const say = useWords(accessWords);
  const cells = new Map(row.cells.map((cell) => [cell.cameraId, cell]));
  const isChosen = selection?.ids.has(row.userId) ?? false;
  return (
    <tr aria-rowindex={ariaRow} aria-selected={isChosen} className={isChosen ? 'ax-chosen' : undefined}>
      <th scope="row" className="ax-who">
        {selection && (
          <Checkbox
            aria-label={say('select', { name: row.name })}
            checked={isChosen}
            onChange={({ nativeEvent }) =>
              nativeEvent.shiftKey ? selection.extendTo(row.userId) : selection.toggle(row.userId)
            }
          />
        )}
        {row.name}
      </th>
      <td className="ax-child">{row.children.map(({ name }) => name).join('、')}</td>
      {cameras.map(({ cameraId, name, classroomName }, column) => (
        <td key={cameraId}>
          <AccessCellButton
            cell={cells.get(cameraId) ?? null}
            name={row.name}
            camera={cameraName(classroomName, name)}
            timeZone={timeZone}
            place={`${index} ${column}`}
            focusable={column === focusColumn}
            onOpen={() => onOpen(column, cameraId)}
          />
        </td>
      ))}
    </tr>
  );
}
