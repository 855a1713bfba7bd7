import { Button, Segmented } from 'antd';
import { useNavigate, useParams } from 'react-router';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import { IncidentId } from '#contract/ids.ts';
import { useIncident } from '../../features/incidents/incidents-api.ts';
import { usePhotosSettled } from '../../features/incidents/use-photo.ts';
import { useSites } from '../../features/sites/use-sites.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { ReadState } from '../read-state.tsx';
import { useFilter } from '../site-scope.tsx';
import { adminWords } from '../words.ts';
import { photoPath } from './report-photos.tsx';
import { ReportSheet } from './report-sheet.tsx';
import { reportWords } from './report-words.ts';
import './report.css';

/** One incident on paper: for the nursery's file, or for one child's guardians with nothing of any other child. */
export function ReportScreen() {
  const common = useWords(adminWords);
  const { incidentId } = useParams();
  const known = IncidentId.safeParse(incidentId).data;
  return known === undefined ? <Empty icon="list">{common('none')}</Empty> : <Report incidentId={known} />;
}

function Report({ incidentId }: { incidentId: IncidentId }) {
  const say = useWords(reportWords);
  const navigate = useNavigate();
  const read = useIncident(incidentId);
  const sites = useSites();
  const [of, setOf] = useFilter('of');
  const family = read.data ? familyOf(read.data, of) : null;
  // Else a paper for a child that it does not concern would be the file, with every child.
  const isUnknown = of !== '' && family === null;
  const site = sites.data?.find(({ siteId }) => siteId === read.data?.siteId);
  const shown = site && read.data && !isUnknown ? { file: read.data, site } : null;
  return (
    <main className="rr">
      <div className="rr-bar">
        <Button onClick={() => void navigate(-1)}>{say('back')}</Button>
        {read.data && <Version file={read.data} of={of} onChoose={setOf} />}
        <LanguageSwitch />
        <PrintButton file={shown?.file} family={family} />
      </div>
      <ReadState of={read.data ? sites : read}>
        {read.data && isUnknown && <Empty icon="list">{say('unknownFamily')}</Empty>}
        {shown && <ReportSheet {...shown} family={family} />}
      </ReadState>
    </main>
  );
}

/** Of what was taken back there is no paper for families. */
const familyOf = ({ state, families }: IncidentFile, of: string): IncidentFamily | null =>
  (state !== 'withdrawn' && families.find(({ childId }) => childId === of)) || null;

type PrintProps = { file: IncidentFile | undefined; family: IncidentFamily | null };

/** Dead while a picture is still to come: what is printed is what was seen. */
function PrintButton({ file, family }: PrintProps) {
  const say = useWords(reportWords);
  const photos = (family ? family.view.photos : file?.photos) ?? [];
  const paths = file ? photos.map(({ photoId }) => photoPath(file.incidentId, photoId)) : [];
  const isSettled = usePhotosSettled(paths);
  return (
    <Button type="primary" disabled={!file || !isSettled} onClick={() => window.print()}>
      {say(isSettled ? 'printButton' : 'photosComing')}
    </Button>
  );
}

type VersionProps = { file: IncidentFile; of: string; onChoose: (childId: string) => void };

function Version({ file, of, onChoose }: VersionProps) {
  const say = useWords(reportWords);
  // What was taken back no family is given.
  if (file.state === 'withdrawn') return null;
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
