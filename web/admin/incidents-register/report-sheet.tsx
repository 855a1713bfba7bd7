import { useEffect } from 'react';
import type { IncidentFamily } from '#contract/incident-file.ts';
import { isUnhurt, shareOf } from '#contract/merge-details.ts';
import { stateKey } from '../../features/incidents/state-key.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { ChildPart } from './report-child.tsx';
import { FileFacts, ViewFacts } from './report-facts.tsx';
import { History } from './report-history.tsx';
import type { ReportOf } from './report-part.tsx';
import { Photos } from './report-photos.tsx';
import { Signatures } from './report-signatures.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

type SheetProps = ReportOf & {
  /** For whose guardians; null: for the nursery's own file. */
  family: IncidentFamily | null;
};

/** What is printed. A family's is made of its own view and its own signatures alone. */
export function ReportSheet({ file, site, family }: SheetProps) {
  const say = useWords(reportWords);
  // What a PDF is called when it is saved.
  useEffect(() => {
    document.title = say('titleOf', { number: file.number });
  }, [say, file.number]);
  const families = family ? [family] : file.families;
  return (
    <article className="rr-sheet">
      <Head file={file} site={site} family={family} />
      {family ? <ViewFacts view={family.view} site={site} /> : <FileFacts file={file} site={site} />}
      {families.map((each) => (
        <ChildPart
          key={each.childId}
          family={each}
          site={site}
          isOwn={family !== null}
          isUnhurt={isUnhurt(shareOf(file.details, each.childId))}
        />
      ))}
      <Photos incidentId={file.incidentId} photos={family ? family.view.photos : file.photos} />
      {family === null && <History file={file} site={site} />}
      {file.state !== 'withdrawn' && <Signatures file={file} site={site} families={families} />}
    </article>
  );
}

function Head({ file, site, family }: SheetProps) {
  const say = useWords(reportWords);
  const words = useWords(incidentWords);
  const { number, kind, isGrave, state } = file;
  const isPublished = file.lines.some((line) => line.kind === 'published');
  return (
    <header className="rr-head">
      <p>
        <span>{site.name}</span>
        <span>{say('printedAt', { time: stampOf(new Date().toISOString(), site.timeZone) })}</span>
      </p>
      <h1>{say('title')}</h1>
      <p>
        <b>{number}</b>
        <span>{[words(`kind_${kind}`), ...(isGrave ? [words('grave')] : [])].join(' · ')}</span>
        {family === null && <span>{words(stateKey(file))}</span>}
      </p>
      <p className="rr-note">
        {family ? say('familyNote', { child: family.name }) : say('fileNote')}{' '}
        {state === 'withdrawn' ? say('withdrawn') : !isPublished && say('notPublished')}
      </p>
    </header>
  );
}
