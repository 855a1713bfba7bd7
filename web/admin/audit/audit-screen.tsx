import { Button, Table, type TableColumnsType } from 'antd';
import type { AuditEntryView } from '#contract/audit.ts';
import type { SiteView } from '#contract/people.ts';
import { useAudit } from '../../features/audit/use-audit.ts';
import { clockWithSeconds, dayName } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { adminWords } from '../words.ts';
import { AuditFilters } from './audit-filters.tsx';
import { auditSentence } from './audit-sentences.ts';
import { ChainState } from './chain-state.tsx';
import { ExportButton } from './export-button.tsx';
import { useAuditSearch } from './use-audit-search.ts';
import { auditWords } from './words.ts';
import './audit.css';

/** Who did what, and who looked. It only grows. */
export function AuditScreen({ site }: { site: SiteView }) {
  const say = useWords(auditWords);
  const { search, isNarrowed, clear } = useAuditSearch(site);
  const audit = useAudit(search);
  const entries = audit.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <ExportButton search={search} timeZone={site.timeZone} />
      </div>
      <ChainState site={site} />
      <AuditFilters site={site} isNarrowed={isNarrowed} onClear={clear} />
      <ReadState of={audit}>
        <Table
          rowKey="id"
          size="small"
          pagination={false}
          dataSource={entries}
          columns={useColumns(site)}
          locale={{ emptyText: <Empty icon="list">{say(isNarrowed ? 'emptySearch' : 'empty')}</Empty> }}
          scroll={{ x: 'max-content' }}
        />
        {audit.hasNextPage ? (
          <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {say('older')}
          </Button>
        ) : (
          entries.length > 0 && <p className="dim">{say('end')}</p>
        )}
      </ReadState>
    </>
  );
}

/** The person, or the tablet when nobody had said who they were; the system itself does little. */
function Who({ entry: { actorName, deviceName } }: { entry: AuditEntryView }) {
  const say = useWords(auditWords);
  const tablet = deviceName === null ? null : say('onTablet', { tablet: deviceName });
  if (actorName === null) return tablet ?? say('nobody');
  return (
    <>
      {actorName}
      {tablet && <small className="ad-under">{tablet}</small>}
    </>
  );
}

function useColumns(site: SiteView): TableColumnsType<AuditEntryView> {
  const say = useWords(auditWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  return [
    {
      title: say('time'),
      render: (_, { at, place }) => (
        <span>
          {dayName(at, language, site.timeZone)} <b>{clockWithSeconds(at, site.timeZone)}</b>
          {place !== undefined && <small className="ad-under">{place === null ? say('notSealed') : `#${place}`}</small>}
        </span>
      ),
    },
    { title: say('who'), render: (_, entry) => <Who entry={entry} /> },
    { title: say('what'), render: (_, entry) => auditSentence(entry, language) },
    {
      title: say('about'),
      render: (_, { subjectName, childName, cameraName }) =>
        [subjectName, childName, cameraName].filter((name) => name !== null).join(' · ') || common('none'),
    },
  ];
}
