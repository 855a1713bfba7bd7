import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { CONSENT_FILTERS, type ChildConsents, ConsentFilter, type ConsentStandingView } from '#contract/consents.ts';
import { CONSENT_KINDS, type ConsentKind, type SiteView } from '#contract/people.ts';
import { exportList, readList } from '../../features/consents/consents-api.ts';
import { consentWords, dayOfPaper } from '../../features/consents/words.ts';
import { useMe } from '../../shared/session.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { CONSENT_LOOK } from '../consent-look.ts';
import { mayManage } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useFilter } from '../site-scope.tsx';
import { useChange } from '../use-change.ts';
import { PaperModal } from './paper-modal.tsx';
import { ledgerWords } from './words.ts';

/** Each child with its four kinds: how they stand and until when. */
export function ChildTable({ site }: { site: SiteView }) {
  const say = useWords(ledgerWords);
  const language = useLanguage();
  const me = useMe();
  const [typed, setTyped] = useFilter('filter');
  const [search, setSearch] = useFilter('q');
  const [paperOf, setPaperOf] = useState<ChildConsents | null>(null);
  const filter = ConsentFilter.safeParse(typed).data;
  const query = { siteId: site.siteId, ...(filter && { filter }), ...(search && { search }) };
  const list = useQuery({
    queryKey: ['consents', 'list', query],
    queryFn: () => readList(query),
    placeholderData: keepPreviousData,
  });
  const counts = list.data?.counts;
  const exporting = useChange(exportList, (file) => saveFile(file, 'consents.csv'));
  const options = ['all' as const, ...CONSENT_FILTERS].map((value) => ({
    value,
    label: say(`filter_${value}`, { n: counts?.[value] ?? 0 }),
  }));
  const isCut = list.data && list.data.found > list.data.rows.length;
  return (
    <>
      <div className="ad-ledger-bar">
        <Segmented options={options} value={filter ?? 'all'} onChange={(to) => setTyped(to === 'all' ? '' : to)} />
        <Input.Search
          className="ad-search"
          aria-label={say('search')}
          placeholder={say('search')}
          allowClear
          defaultValue={search}
          onSearch={setSearch}
        />
        <Button loading={exporting.busy} onClick={() => exporting.change({ ...query, language })}>
          {say('export')}
        </Button>
      </div>
      <ReadState of={list}>
        <Table
          rowKey="childId"
          size="small"
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          dataSource={list.data?.rows ?? []}
          columns={useColumns(site, mayManage(me) ? setPaperOf : null)}
          locale={{ emptyText: <Empty icon="shield">{say('empty')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
        {isCut && <p className="dim">{say('cut', { n: list.data.rows.length, found: list.data.found })}</p>}
      </ReadState>
      {paperOf && <PaperModal site={site} child={paperOf} onClose={() => setPaperOf(null)} />}
    </>
  );
}

function useColumns(site: SiteView, onPaper: ((child: ChildConsents) => void) | null): TableColumnsType<ChildConsents> {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const ofKind = (kind: ConsentKind) => ({
    key: kind,
    title: kinds(kind),
    render: (_: unknown, child: ChildConsents) => {
      const consent = child.consents.find((one) => one.kind === kind);
      return consent && <Standing consent={consent} timeZone={site.timeZone} />;
    },
  });
  return [
    {
      key: 'child',
      title: say('child'),
      render: (_, { name, nickname }) => (
        <>
          <b>{name}</b> <span className="dim">{nickname}</span>
        </>
      ),
    },
    { key: 'room', title: say('room'), render: (_, { room }) => room ?? <span className="dim">{say('noRoom')}</span> },
    ...CONSENT_KINDS.map(ofKind),
    {
      key: 'acts',
      render: (_, child) =>
        onPaper && (
          <Button size="small" onClick={() => onPaper(child)}>
            {say('paper')}
          </Button>
        ),
    },
  ];
}

function Standing({ consent: { state, until }, timeZone }: { consent: ConsentStandingView; timeZone: string }) {
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const isShown = until !== null && (state === 'valid' || state === 'expired');
  return (
    <span className="row">
      <Pill {...CONSENT_LOOK[state]}>{kinds(`state_${state}`)}</Pill>
      {isShown && <span className="small dim">{dayOfPaper(until, language, timeZone, { isEnd: true })}</span>}
    </span>
  );
}
