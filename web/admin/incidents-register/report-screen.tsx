import { Button, Segmented } from 'antd';
import { useNavigate, useParams } from 'react-router';
import type { IncidentFile } from '#contract/incident-file.ts';
import { IncidentId } from '#contract/ids.ts';
import { useIncident } from '../../features/incidents/incidents-api.ts';
import { useSites } from '../../features/sites/use-sites.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { adminWords } from '../words.ts';
import { ReportSheet } from './report-sheet.tsx';
import { reportWords } from './report-words.ts';
import './report.css';

/** One incident on paper: for the nursery's file, or for one child's guardians with nothing of any other child. */
export function ReportScreen() {
  const say = useWords(reportWords);
  const common = useWords(adminWords);
  const navigate = useNavigate();
  const { incidentId } = useParams();
  const known = IncidentId.safeParse(incidentId).data ?? null;
  const read = useIncident(known);
  const sites = useSites();
  const [of, setOf] = useFilter('of');
  if (known === null) return <Empty icon="list">{common('none')}</Empty>;
  const family = read.data?.families.find(({ childId }) => childId === of) ?? null;
  const site = sites.data?.find(({ siteId }) => siteId === read.data?.siteId);
  return (
    <main className="rr">
      <div className="rr-bar">
        <Button onClick={() => void navigate(-1)}>{say('back')}</Button>
        {read.data && <Version file={read.data} of={family?.childId ?? ''} onChoose={setOf} />}
        <LanguageSwitch />
        <Button type="primary" disabled={!read.data || !site} onClick={() => window.print()}>
          {say('printButton')}
        </Button>
      </div>
      <ReadState of={read.data ? sites : read}>
        {read.data && site && <ReportSheet file={read.data} site={site} family={family} />}
      </ReadState>
    </main>
  );
}

type VersionProps = { file: IncidentFile; of: string; onChoose: (childId: string) => void };

function Version({ file, of, onChoose }: VersionProps) {
  const say = useWords(reportWords);
  return (
    <Segmented
      aria-label={say('version')}
      value={of}
      onChange={onChoose}
      options={[
        { value: '', label: say('forFile') },
        ...file.families.map(({ childId, name }) => ({
          value: childId,
          label: say('forFamily', { child: name }),
        })),
      ]}
    />
  );
}
