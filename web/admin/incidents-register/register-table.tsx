import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { RegisterRow } from '#contract/incident-register.ts';
import type { IncidentState } from '#contract/incidents.ts';
import { codedInjury } from '../../features/incidents/coded-injury.ts';
import { KindIcon } from '../../features/incidents/kind-icon.tsx';
import { stateKey } from '../../features/incidents/state-key.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { dayAndClock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { adminWords } from '../words.ts';
import { registerWords } from './words.ts';

const STATE_LOOK: Record<IncidentState, { tone: PillTone; icon: IconName }> = {
  draft: { tone: 'refused', icon: 'pencil' },
  'in-review': { tone: 'stalled', icon: 'hourglass' },
  published: { tone: 'accent', icon: 'person' },
  acknowledged: { tone: 'live', icon: 'check' },
  closed: { tone: 'primary', icon: 'lock' },
  withdrawn: { tone: 'refused', icon: 'undo' },
};

type TableProps = { rows: readonly RegisterRow[]; withSite: boolean; emptyText: string };

/** A line for each incident, each a link to its record. */
export function RegisterTable({ rows, withSite, emptyText }: TableProps) {
  return (
    <Table
      rowKey="incidentId"
      size="small"
      pagination={false}
      // A row's children are no rows of the table.
      expandable={{ childrenColumnName: 'none' }}
      dataSource={rows}
      columns={useColumns(withSite)}
      locale={{ emptyText: <Empty icon="list">{emptyText}</Empty> }}
      scroll={{ x: 'max-content' }}
    />
  );
}

function useColumns(withSite: boolean): TableColumnsType<RegisterRow> {
  const say = useWords(registerWords);
  const words = useWords(incidentWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  const pathOf = ({ incidentId, siteId }: RegisterRow, more = '') => `/a/incidents/${incidentId}${more}?site=${siteId}`;
  return [
    {
      title: say('number'),
      render: (_, row) => (
        <>
          <Link to={pathOf(row)}>{row.number}</Link>
          <small className="ad-under">{dayAndClock(row.happenedAt, language, row.timeZone)}</small>
        </>
      ),
    },
    {
      title: say('kind'),
      render: (_, { kind, isGrave }) => (
        <span className="ir-kind">
          <KindIcon kind={kind} size={20} />
          {words(`kind_${kind}`)}
          {isGrave && (
            <Pill tone="offline" icon="alarm">
              {words('grave')}
            </Pill>
          )}
        </span>
      ),
    },
    { title: say('children'), render: (_, row) => <Children row={row} /> },
    {
      title: say('room'),
      render: (_, { classroomName, siteName }) => (
        <>
          {classroomName}
          {withSite && <small className="ad-under">{siteName}</small>}
        </>
      ),
    },
    { title: say('cause'), render: (_, { cause }) => <p className="ir-cause">{cause || common('none')}</p> },
    {
      title: say('state'),
      render: (_, row) => (
        <>
          <Pill {...STATE_LOOK[row.state]}>{words(stateKey(row))}</Pill>
          {row.reason !== '' && <small className="ad-under ir-reason">{row.reason}</small>}
        </>
      ),
    },
    {
      title: say('print'),
      render: (_, row) => (
        <Link to={pathOf(row, '/print')} aria-label={say('printOf', { number: row.number })}>
          {say('print')}
        </Link>
      ),
    },
  ];
}

/** Each with what it suffered, as the form codes it. */
function Children({ row: { children } }: { row: RegisterRow }) {
  const words = useWords(incidentWords);
  if (children.length === 0) return words('wholeRoom');
  return children.map(({ childId, name, number, injury }) => (
    <span key={childId} className="ir-child">
      {name}
      {number !== null && <span className="dim"> {number}</span>}
      {injury !== null && <small className="ad-under">{codedInjury(injury, words)}</small>}
    </span>
  ));
}
