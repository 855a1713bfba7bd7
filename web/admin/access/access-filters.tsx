import { Input, type InputRef, Segmented, Select } from 'antd';
import type { Ref } from 'react';
import type { AccessTable } from '#contract/access.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { type Asked, asStateFilter, countStates, STATE_FILTERS } from './access-filter.ts';
import { accessWords } from './words.ts';

/** What the address asks the table for. */
export function useAsked(): Asked {
  const [room] = useFilter('room');
  const [employer] = useFilter('employer');
  const [search] = useFilter('q');
  const [state] = useFilter('state');
  return { room, employer, search, state: asStateFilter(state) };
}

/** @param search so that the key `/` can go to it */
export function AccessFilters({ table, search }: { table: AccessTable; search: Ref<InputRef> }) {
  const say = useWords(accessWords);
  const asked = useAsked();
  const [, setState] = useFilter('state');
  const [, setSearch] = useFilter('q');
  const counts = countStates(table);
  return (
    <div className="ad-title">
      <OneOf
        name="room"
        label={say('rooms')}
        all={say('allRooms')}
        values={table.cameras.map((c) => c.classroomName)}
      />
      <Segmented
        aria-label={say('states')}
        value={asked.state}
        onChange={(value) => setState(value === 'all' ? '' : value)}
        options={STATE_FILTERS.map((value) => ({ value, label: `${say(value)} ${String(counts[value])}` }))}
      />
      <OneOf
        name="employer"
        label={say('employers')}
        all={say('allEmployers')}
        values={table.rows.map((row) => row.employer)}
      />
      <Input.Search
        ref={search}
        className="ad-search"
        aria-label={say('searchHint')}
        placeholder={say('searchHint')}
        allowClear
        defaultValue={asked.search}
        onSearch={setSearch}
      />
    </div>
  );
}

type OneOfProps = { name: string; label: string; all: string; values: (string | null)[] };

/** A choice among what occurs; nothing to choose from, and it is not there. */
function OneOf({ name, label, all, values }: OneOfProps) {
  const [value, setValue] = useFilter(name);
  const known = [...new Set(values)].filter((each) => each !== null);
  if (known.length < 2) return null;
  return (
    <Select
      className="ax-filter"
      aria-label={label}
      value={value}
      onChange={setValue}
      options={[{ value: '', label: all }, ...known.map((each) => ({ value: each, label: each }))]}
    />
  );
}
