import type { AccessTable } from '#contract/access.ts';
import type { CameraId } from '#contract/ids.ts';
import type { SiteView } from '#contract/people.ts';
import type { AccessCell } from '../../features/access/use-access.ts';
import type { OfferUndo } from './use-undo.tsx';

/** The cell that the drawer is about, with what stands around it. */
export type OpenedCell = {
  table: AccessTable;
  row: AccessTable['rows'][number];
  cell: AccessCell;
  site: SiteView;
  offerUndo: OfferUndo;
};

/** What ties a guardian to one of their children; rights are withdrawn and restored by it. */
export type RightOf = OpenedCell['row']['children'][number];

/** Of a camera that has nothing to do with a person the table has no cell. */
export const cellOf = (row: OpenedCell['row'], cameraId: CameraId): AccessCell =>
  row.cells.find((cell) => cell.cameraId === cameraId) ?? {
    cameraId,
    allowed: false,
    reasons: ['not-linked'],
    until: null,
    watching: false,
    grantId: null,
    denyId: null,
  };
