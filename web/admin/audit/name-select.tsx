import { Select } from 'antd';
import { useState } from 'react';
import { useAuditNames } from '../../features/audit/use-audit.ts';
import { useWords } from '../../shared/words/book.ts';
import { useFilter } from '../site-scope.tsx';
import { auditWords } from './words.ts';

type Props = { sort: 'person' | 'child' | 'camera'; siteId: string | undefined };

/** Finds a person, child or camera by name, those who have left too, and keeps its id in the address. */
export function NameSelect({ sort, siteId }: Props) {
  const say = useWords(auditWords);
  const [id, setId] = useFilter(sort);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const within = { sort, ...(siteId && { siteId }) };
  const found = useAuditNames({ ...within, search: typed.slice(0, 60) }, isOpen);
  // After a reload the address knows only the id.
  const chosen = useAuditNames({ ...within, id }, id !== '');
  const names = [...(found.data ?? []), ...(id ? (chosen.data ?? []) : [])];
  const options = new Map(names.map((name) => [name.id, { value: name.id, label: name.name, site: name.siteName }]));
  if (id && !options.has(id))
    options.set(id, { value: id, label: say(chosen.isSuccess ? 'unknownName' : 'readingName'), site: null });
  return (
    <Select
      className="au-name"
      aria-label={say(`by_${sort}`)}
      placeholder={say(`by_${sort}`)}
      allowClear
      value={id || null}
      onChange={(value: string | null | undefined) => setId(value ?? '')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      loading={isOpen && found.isFetching}
      notFoundContent={found.isSuccess ? say('noName') : null}
      options={[...options.values()]}
      optionRender={({ data: { label, site } }) => (
        <>
          {label}
          {site && <small className="ad-under">{site}</small>}
        </>
      )}
    />
  );
}
