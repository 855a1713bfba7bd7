import { Input, Segmented, Select } from 'antd';
import type { AccessTable } from '#contract/access.ts';
import type { SiteView } from '#contract/people.ts';
import { useAccess } from '../../features/access/use-access.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadOnlyNote } from '../read-only-note.tsx';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { AccessDrawer } from './access-drawer.tsx';
import { asStateFilter, filtered, STATE_FILTERS } from './access-filter.ts';
import { AccessGrid } from './access-grid.tsx';
import { accessWords } from './words.ts';
import './access.css';

/** The table of who may watch what, and why; a click on a cell tells all about it. */
export function AccessScreen({ site }: { site: SiteView }) {
  const say = useWords(accessWords);
  const access = useAccess(site.siteId);
  const [room] = useFilter('room');
  const [search] = useFilter('q');
  const [state] = useFilter('state');
  const [openCell, setOpenCell] = useFilter('cell', { step: true });
  const table = access.data && filtered(access.data, room, search, asStateFilter(state));
  const [userId, cameraId] = openCell.split('.');
  const row = access.data?.rows.find((each) => each.userId === userId);
  const cell = row?.cells.find((each) => each.cameraId === cameraId);
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        {access.data && (
          <span className="dim">
            {say('count', { guardians: access.data.rows.length, cameras: access.data.cameras.length })}
          </span>
        )}
      </div>
      <ReadOnlyNote />
      {access.data && <Filters table={access.data} />}
      <ReadState of={access}>
        {table && <GridOrWhy table={table} whole={access.data} site={site} onOpen={setOpenCell} />}
      </ReadState>
      {access.data && row && cell && (
        <AccessDrawer
          key={openCell}
          table={access.data}
          row={row}
          cell={cell}
          site={site}
          onClose={() => setOpenCell('')}
        />
      )}
    </>
  );
}

type GridProps = { table: AccessTable; whole: AccessTable; site: SiteView; onOpen: (cell: string) => void };

function GridOrWhy({ table, whole, site, onOpen }: GridProps) {
  const say = useWords(accessWords);
  if (whole.cameras.length === 0) return <Empty icon="camera">{say('noCameras')}</Empty>;
  if (whole.rows.length === 0) return <Empty icon="people">{say('empty')}</Empty>;
  if (table.rows.length === 0) return <Empty icon="people">{say('emptyFilter')}</Empty>;
  return (
    <>
      <AccessGrid
        table={table}
        timeZone={site.timeZone}
        onOpen={(row, cell) => onOpen(`${row.userId}.${cell.cameraId}`)}
      />
      <p className="dim small">{say('keys')}</p>
    </>
  );
}

function Filters({ table }: { table: AccessTable }) {
  const say = useWords(accessWords);
  const [room, setRoom] = useFilter('room');
  const [search, setSearch] = useFilter('q');
  const [state, setState] = useFilter('state');
  const rooms = [...new Set(table.cameras.map(({ classroomName }) => classroomName))];
  return (
    <div className="ad-title">
      <Select
        className="ax-filter"
        aria-label={say('rooms')}
        value={room}
        onChange={setRoom}
        options={[{ value: '', label: say('allRooms') }, ...rooms.map((name) => ({ value: name, label: name }))]}
      />
      <Segmented
        aria-label={say('states')}
        value={asStateFilter(state)}
        onChange={(value) => setState(value === 'all' ? '' : value)}
        options={STATE_FILTERS.map((value) => ({ value, label: say(value) }))}
      />
      <Input.Search
        className="ad-search"
        aria-label={say('searchHint')}
        placeholder={say('searchHint')}
        allowClear
        defaultValue={search}
        onSearch={setSearch}
      />
    </div>
  );
}
