import type { AccessTable } from '#contract/access.ts';
import type { SiteView } from '#contract/people.ts';
import type { AccessCell } from '../../features/access/use-access.ts';

/** The cell that the drawer is about, with what stands around it. */
export type OpenedCell = { table: AccessTable; row: AccessTable['rows'][number]; cell: AccessCell; site: SiteView };

/** What ties a guardian to one of their children; rights are withdrawn and restored by it. */
export type RightOf = OpenedCell['row']['children'][number];
