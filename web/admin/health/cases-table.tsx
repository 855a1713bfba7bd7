import { Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { HealthCases, ListedCase } from '#contract/health-cases.ts';
import type { HealthCase, HealthFollowUp } from '#contract/health.ts';
import { standingWords } from '../../features/health/standing-words.ts';
import { healthWords } from '../../features/health/words.ts';
import { clock, dayAndClock, isSameDay } from '../../shared/time.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { degrees, foundWords, periodWord } from '../../shared/words/health.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useFilter } from '../site-scope.tsx';
import { healthScreenWords } from './words.ts';

const STATE_LOOK: Record<Exclude<HealthCase['state'], 'corrected'>, { tone: PillTone; icon: IconName }> = {
  waiting: { tone: 'offline', icon: 'alarm' },
  answered: { tone: 'stalled', icon: 'hourglass' },
  closed: { tone: 'live', icon: 'check' },
};

type Of = { found: ListedCase; timeZone: string };

/** One line a finding. The child's name opens its day. */
export function CasesTable({ found: { cases, timeZone } }: { found: HealthCases }) {
  return (
    <Table
      rowKey="checkId"
      size="small"
      className="he-table"
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={cases}
      columns={useColumns(timeZone)}
      scroll={{ x: 'max-content' }}
    />
  );
}

function useColumns(timeZone: string): TableColumnsType<ListedCase> {
  const say = useWords(healthScreenWords);
  const health = useWords(healthWords);
  const language = useLanguage();
  return [
    { title: say('child'), render: (_, found) => <Child found={found} /> },
    { title: say('room'), dataIndex: 'classroomName' },
    {
      title: say('found'),
      render: (_, found) => (
        <>
          <b>{foundWords(found, language)}</b>
          {found.note !== '' && <small className="ad-under">{found.note}</small>}
        </>
      ),
    },
    {
      title: say('since'),
      render: (_, { at, by, period }) => (
        <>
          {dayAndClock(at, language, timeZone)}
          <small className="ad-under">{[periodWord(period, language), say('foundBy', { by })].join(' · ')}</small>
        </>
      ),
    },
    {
      title: say('condition'),
      render: (_, found) =>
        found.state !== 'corrected' && <Pill {...STATE_LOOK[found.state]}>{standingWords(found, health)}</Pill>,
    },
    { title: say('followedUp'), render: (_, found) => <Steps found={found} timeZone={timeZone} /> },
    { title: say('sentHome'), render: (_, found) => <SentHome found={found} timeZone={timeZone} /> },
  ];
}

function Child({ found: { childId, childName, day } }: { found: ListedCase }) {
  const say = useWords(healthScreenWords);
  const [site] = useFilter('site');
  const search = new URLSearchParams({ ...(site && { site }), day, child: childId });
  return (
    <Link className="he-child" to={`/a/attendance?${search}`} title={say('openDay', { child: childName, day })}>
      {childName}
    </Link>
  );
}

/** The clock alone on the day itself. */
function useWhen({ found, timeZone }: Of): (at: string) => string {
  const language = useLanguage();
  return (at) => (isSameDay(at, found.at, timeZone) ? clock(at, timeZone) : dayAndClock(at, language, timeZone));
}

function Steps(of: Of) {
  const say = useWords(healthScreenWords);
  const health = useWords(healthWords);
  const language = useLanguage();
  const when = useWhen(of);
  const { followUps } = of.found;
  if (followUps.length === 0) return <span className="dim">{say('nobodyYet')}</span>;
  const what = ({ kind, temperature }: HealthFollowUp) =>
    kind === 'measured_again'
      ? health('step_measured_again', { measured: temperature === null ? '' : degrees(temperature, language) })
      : health(`step_${kind}`);
  return (
    <ul className="he-steps">
      {followUps.map((step) => (
        <li key={step.followUpId}>
          {say(step.note === '' ? 'step' : 'stepSays', {
            ...{ time: when(step.at), by: step.by, note: step.note },
            what: what(step),
          })}
        </li>
      ))}
    </ul>
  );
}

function SentHome(of: Of) {
  const say = useWords(healthScreenWords);
  const when = useWhen(of);
  const { fetchedAt } = of.found;
  if (fetchedAt === null) return <span className="dim">{say('notSentHome')}</span>;
  return say('sentHomeAt', { time: when(fetchedAt) });
}
