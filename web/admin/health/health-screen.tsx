import { App, Button, Segmented, Select } from 'antd';
import { HEALTH_CASES_DAYS, HealthCaseState, type HealthCases } from '#contract/health-cases.ts';
import type { SiteView } from '#contract/people.ts';
import { type CasesAsked, exportHealthCases, useHealthCases } from '../../features/health/cases-api.ts';
import { byName } from '../../shared/by-name.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { useFilter } from '../site-scope.tsx';
import { useChange } from '../use-change.ts';
import { CasesTable } from './cases-table.tsx';
import { healthScreenWords } from './words.ts';
import './health.css';

/** What was found at a site's children, and what became of it. */
export function HealthScreen({ site }: { site: SiteView }) {
  const say = useWords(healthScreenWords);
  const [typed] = useFilter('state');
  const [room] = useFilter('room');
  const state = HealthCaseState.catch('open').parse(typed);
  const asked: CasesAsked = { siteId: site.siteId, state, ...(room !== '' && { classroomId: room }) };
  const read = useHealthCases(asked);
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
        <ExportButton asked={asked} site={site} />
      </div>
      <p className="dim he-lead">{say('lead', { n: HEALTH_CASES_DAYS })}</p>
      <ReadState of={read}>
        {read.data && (
          <>
            <Filters found={read.data} state={state} />
            {read.data.cases.length === 0 ? (
              <Empty icon="check">{say(`none_${state}`, { n: HEALTH_CASES_DAYS })}</Empty>
            ) : (
              <CasesTable found={read.data} />
            )}
          </>
        )}
      </ReadState>
    </>
  );
}

function Filters({ found: { rooms, counts }, state }: { found: HealthCases; state: HealthCaseState }) {
  const say = useWords(healthScreenWords);
  const [, setState] = useFilter('state');
  const [room, setRoom] = useFilter('room');
  return (
    <div className="he-bar">
      {rooms.length > 1 && (
        <Select
          className="he-room"
          aria-label={say('room')}
          value={rooms.some(({ classroomId }) => classroomId === room) ? room : ''}
          onChange={setRoom}
          options={[
            { value: '', label: say('allRooms') },
            ...rooms.toSorted(byName).map(({ classroomId, name }) => ({ value: classroomId, label: name })),
          ]}
        />
      )}
      <Segmented
        aria-label={say('states')}
        value={state}
        onChange={(to) => setState(to === 'open' ? '' : to)}
        options={HealthCaseState.options.map((value) => ({
          value,
          label: say(`state_${value}`, { n: counts[value] }),
        }))}
      />
    </div>
  );
}

function ExportButton({ asked, site }: { asked: CasesAsked; site: SiteView }) {
  const say = useWords(healthScreenWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const { change, busy } = useChange(
    async () => saveFile((await exportHealthCases({ ...asked, language })).file, `${say('fileName')}-${site.name}.csv`),
    () => void message.success(say('exported')),
  );
  return (
    <Button loading={busy} onClick={() => change(undefined)}>
      {say('export')}
    </Button>
  );
}
