import type { ReactNode } from 'react';
import type { IncidentFamily, IncidentLine } from '#contract/incident-file.ts';
import type { Signature } from '#contract/incident-steps.ts';
import { DrawnSignature } from '../../features/incidents/drawn-signature.tsx';
import { SignatureDoubts } from '../../features/incidents/signature-doubts.tsx';
import { isForFamilies } from '../../features/incidents/for-families.ts';
import { useWords } from '../../shared/words/book.ts';
import { Part, type ReportOf } from './report-part.tsx';
import { reportWords } from './report-words.ts';
import { stampOf } from './stamp.ts';

type Props = ReportOf & { families: readonly IncidentFamily[] };

/** Who handed it in, who published it, and each family's own hand; where one is missing, a line to sign on. */
export function Signatures({ file: { lines, families: all }, site: { timeZone }, families }: Props) {
  const say = useWords(reportWords);
  const last = lines.findLast(({ kind }) => kind === 'submitted' || kind === 'returned');
  // What was sent back is in nobody's name until it is handed in anew.
  const handedIn = last?.kind === 'submitted' ? [last] : [];
  const published = lines.find(({ kind }) => kind === 'published');
  return (
    <Part title={say('signatures')}>
      <ul className="rr-signs">
        <Signed label={say('sign_staff')} lines={handedIn} timeZone={timeZone} />
        <Signed
          label={say(isForFamilies(all) ? 'sign_director' : 'sign_review')}
          lines={published ? [published] : []}
          timeZone={timeZone}
        />
        {families.map(({ childId, name }) => (
          <Signed
            key={childId}
            label={families.length > 1 ? say('sign_guardianOf', { child: name }) : say('sign_guardian')}
            lines={lines.filter((line) => line.kind === 'acknowledged' && line.childId === childId)}
            timeZone={timeZone}
          />
        ))}
      </ul>
    </Part>
  );
}

type SignedProps = { label: string; lines: readonly IncidentLine[]; timeZone: string };

function Signed({ label, lines, timeZone }: SignedProps) {
  const say = useWords(reportWords);
  return (
    <li>
      <h3>{label}</h3>
      {lines.map(({ stepId, at, by, signature, doubts = [] }) => (
        <div key={stepId} className="rr-sign">
          <Hand signature={signature} name={by ?? say('nobody')} />
          <p className="rr-when">{say('signedAt', { name: by ?? say('nobody'), time: stampOf(at, timeZone) })}</p>
          <SignatureDoubts doubts={doubts} signedAt={at} />
        </div>
      ))}
      {lines.length === 0 && <p className="rr-pen">{say('penLine')}</p>}
    </li>
  );
}

/** Staff sign by their own account; a guardian draws, or types where nobody can draw. */
function Hand({ signature, name }: { signature: Signature | null; name: string }): ReactNode {
  const say = useWords(reportWords);
  if (signature === null) return <p className="rr-name">{say('byAccount', { name })}</p>;
  if (signature.kind === 'typed') return <p className="rr-name">{say('typed', { name: signature.name })}</p>;
  return <DrawnSignature strokes={signature.strokes} label={say('drawn', { name })} className="rr-hand" />;
}
