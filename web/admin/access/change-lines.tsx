import type { AccessTable, ChangeAccess } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { cameraOf } from './access-grid.tsx';
import type { RightOf } from './opened-cell.ts';
import { accessWords } from './words.ts';

type Row = AccessTable['rows'][number];
export type ChangeLine = { key: string; who: string; child: string; cameras: string[]; isWatching: boolean };

/** By name what a change takes or gives; long lists scroll. */
export function ChangeLines({ lines }: { lines: readonly ChangeLine[] }) {
  const say = useWords(accessWords);
  if (lines.length === 0) return null;
  return (
    <ul className="ax-lines" aria-label={say('changesList')}>
      {lines.map(({ key, who, child, cameras, isWatching }) => (
        <li key={key}>
          <b>{who}</b> {child}
          {cameras.length > 0 && <span className="dim">{cameras.join(' · ')}</span>}
          {isWatching && (
            <Pill tone="offline" icon="eye">
              {say('changeEnds')}
            </Pill>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Which camera runs for which of several children the table does not say: named is then the child alone. */
export function withdrawalLine(table: AccessTable, row: Row, child: RightOf): ChangeLine {
  const isOnly = row.children.length === 1;
  const open = isOnly ? row.cells.filter(({ allowed, watching }) => allowed || watching) : [];
  return {
    key: child.guardianshipId,
    who: row.name,
    child: child.name,
    cameras: open.map(({ cameraId }) => cameraOf(table, cameraId)),
    isWatching: open.some(({ watching }) => watching),
  };
}

/** @param cameraIds what a grant or a denial is about; a withdrawal is about the children */
export function linesOf(
  kind: ChangeAccess['kind'],
  table: AccessTable,
  { userIds, cameraIds }: { userIds: readonly string[]; cameraIds: readonly CameraId[] },
): ChangeLine[] {
  const rows = table.rows.filter(({ userId }) => userIds.includes(userId));
  if (kind === 'withdraw')
    return rows.flatMap((row) =>
      row.children.filter(({ withdrawn }) => !withdrawn).map((child) => withdrawalLine(table, row, child)),
    );
  return rows.flatMap((row) => {
    const cells = new Map(row.cells.map((cell) => [cell.cameraId, cell]));
    const changed = cameraIds.filter((id) => kind === 'grant' || !cells.get(id)?.reasons.includes('explicit-deny'));
    if (changed.length === 0) return [];
    return {
      key: row.userId,
      who: row.name,
      child: row.children.map(({ name }) => name).join(' · '),
      cameras: changed.map((id) => cameraOf(table, id)),
      isWatching: kind === 'deny' && changed.some((id) => cells.get(id)?.watching),
    };
  });
}
