import type { InputRef } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import type { AccessTable } from '#contract/access.ts';
import type { SiteView } from '#contract/people.ts';
import { useAccess } from '../../features/access/use-access.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { mayManage } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { useKey } from '../use-key.ts';
import { AccessDrawer } from './access-drawer.tsx';
import { filtered } from './access-filter.ts';
import { AccessFilters, useAsked } from './access-filters.tsx';
import { AccessGrid } from './access-grid.tsx';
import { ExportButton } from './export-button.tsx';
import { cellOf } from './opened-cell.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';
import { type OfferUndo, useUndo } from './use-undo.tsx';
import { accessWords } from './words.ts';
import './access.css';

/** The table of who may watch what, and why; a click on a cell tells all about it. */
export function AccessScreen({ site }: { site: SiteView }) {
  const say = useWords(accessWords);
  const access = useAccess(site.siteId);
  const offerUndo = useUndo();
  const search = useRef<InputRef>(null);
  const asked = useAsked();
  const { room, employer, search: name, state } = asked;
  const table = useMemo(
    () => access.data && filtered(access.data, { room, employer, search: name, state }),
    [access.data, room, employer, name, state],
  );
  useKey(
    '/',
    useCallback(() => search.current?.focus(), []),
  );
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        {access.data && (
          <span className="dim">
            {say('count', { guardians: access.data.rows.length, cameras: access.data.cameras.length })}
          </span>
        )}
        {table && table.rows.length > 0 && (
          <ExportButton
            table={table}
            isWhole={
              table.rows.length === access.data?.rows.length && table.cameras.length === access.data.cameras.length
            }
            site={site}
          />
        )}
      </div>
      {access.data && <AccessFilters table={access.data} search={search} />}
      <ReadState of={access}>
        {table && access.data && <GridOrWhy table={table} whole={access.data} site={site} offerUndo={offerUndo} />}
      </ReadState>
    </>
  );
}

type GridProps = { table: AccessTable; whole: AccessTable; site: SiteView; offerUndo: OfferUndo };

function GridOrWhy({ table, whole, ...rest }: GridProps) {
  const say = useWords(accessWords);
  if (whole.cameras.length === 0) return <Empty icon="camera">{say('noCameras')}</Empty>;
  if (whole.rows.length === 0) return <Empty icon="people">{say('empty')}</Empty>;
  if (table.rows.length === 0) return <Empty icon="people">{say('emptyFilter')}</Empty>;
  return <GridAndDrawer table={table} whole={whole} {...rest} />;
}

function GridAndDrawer({ table, whole, site, offerUndo }: GridProps) {
  const say = useWords(accessWords);
  const isManager = mayManage(useMe());
  const selection = useSelection(table.rows.map(({ userId }) => userId));
  const [openCell, setOpenCell] = useFilter('cell', { step: true });
  const [userId, cameraId] = openCell.split('.');
  const row = whole.rows.find((each) => each.userId === userId);
  const camera = whole.cameras.find((each) => each.cameraId === cameraId);
  return (
    <>
      <AccessGrid
        table={table}
        timeZone={site.timeZone}
        selection={isManager ? selection : null}
        onOpen={(opened, at) => setOpenCell(`${opened.userId}.${at}`)}
      />
      <p className="dim small">{say(isManager ? 'keys' : 'keysToRead')}</p>
      {selection.ids.size > 0 && <SelectionBar table={table} site={site} selection={selection} offerUndo={offerUndo} />}
      {row && camera && (
        <AccessDrawer
          key={openCell}
          table={whole}
          row={row}
          cell={cellOf(row, camera.cameraId)}
          site={site}
          offerUndo={offerUndo}
          onClose={() => setOpenCell('')}
        />
      )}
    </>
  );
}
