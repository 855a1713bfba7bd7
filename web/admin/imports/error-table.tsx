import { App, Button, Input, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ImportError } from '#contract/imports.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { COLUMN, findingLine, findingSentence } from './finding-words.ts';
import { importWords } from './words.ts';

/** Every fault by row and column; what is filtered is also what is copied. */
export function ErrorTable({ errors }: { errors: readonly ImportError[] }) {
  const say = useWords(importWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [search, setSearch] = useState('');
  const shown = errors.filter((error) => findingLine(error, language).includes(search.trim()));
  const copy = () =>
    navigator.clipboard
      .writeText(shown.map((error) => findingLine(error, language)).join('\n'))
      .then(() => void message.success(say('copied')));
  // Where the page came over plain HTTP there is no clipboard at all.
  const tryToCopy = () =>
    Promise.resolve()
      .then(copy)
      .catch(() => void message.warning(say('copyFailed')));
  return (
    <>
      <div className="ad-title">
        <h3>{say('errors')}</h3>
        <Input
          className="ad-search"
          aria-label={say('filter')}
          placeholder={say('filter')}
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button onClick={() => void tryToCopy()}>{say('copy')}</Button>
      </div>
      <Table
        rowKey={({ row, column, code }) => `${String(row)} ${column} ${code}`}
        size="small"
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={shown}
        columns={useColumns(errors)}
        locale={{ emptyText: <Empty icon="list">{say('noMatch')}</Empty> }}
        scroll={{ x: 'max-content' }}
      />
    </>
  );
}

function useColumns(errors: readonly ImportError[]): TableColumnsType<ImportError> {
  const say = useWords(importWords);
  const language = useLanguage();
  const columns = [...new Set(errors.map(({ column }) => column))];
  return [
    { title: say('row'), dataIndex: 'row', width: 80, sorter: (a, b) => a.row - b.row },
    {
      title: say('column'),
      render: (_, { column }) => COLUMN[column][language],
      filters: columns.map((column) => ({ text: COLUMN[column][language], value: column })),
      onFilter: (value, { column }) => column === value,
    },
    { title: say('value'), render: (_, { value }) => <code className="im-value">{value}</code> },
    { title: say('fault'), render: (_, error) => findingSentence(error, language) },
  ];
}
