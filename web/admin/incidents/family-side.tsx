import { Alert, Button, Segmented } from 'antd';
import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { shareOf } from '#contract/merge-details.ts';
import { isToldStale } from '#contract/told-over.ts';
import { SignatureDoubts } from '../../features/incidents/signature-doubts.tsx';
import { toldWords } from '../../features/incidents/told-words.ts';
import { FamilyView } from '../../features/incidents/family-view.tsx';
import { clockAndDay } from '../../shared/time.ts';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { History } from './history.tsx';
import { signatureOf } from './signature-of.ts';
import { guardianName } from './who-called.ts';
import { incidentScreenWords } from './words.ts';

type SideProps = {
  file: IncidentFile;
  family: IncidentFamily | undefined;
  onChoose: (childId: string) => void;
  /** Null: nothing is changed any more, or not by whom this is shown to. */
  onEdit: (() => void) | null;
  timeZone: string;
};

/** What the family of one child reads, who of it, and how it went. */
export function FamilySide({ file, family, onChoose, onEdit, timeZone }: SideProps) {
  const say = useWords(incidentScreenWords);
  const isTakenBack = file.state === 'withdrawn';
  const isPublished = file.families.some(({ view }) => view.publishedAt !== null);
  return (
    <aside className="in-side" aria-labelledby="in-family">
      <section>
        <h2 id="in-family">{say(isTakenBack ? 'familyNever' : isPublished ? 'familySaw' : 'familySees')}</h2>
        <p className="small dim">
          {isTakenBack ? say('familyNeverSays') : family ? say('madeFor', { child: family.name }) : say('noFamilies')}
        </p>
        {family && file.families.length > 1 && (
          <Segmented
            block
            aria-label={say('families')}
            value={family.childId}
            onChange={onChoose}
            options={file.families.map(({ childId, name }) => ({ value: childId, label: name }))}
          />
        )}
        {family && <Stale {...{ file, family, onEdit }} />}
        {family && (
          <div className="card in-preview">
            <FamilyView view={family.view} />
          </div>
        )}
      </section>
      {family && !isTakenBack && (
        <Receivers family={family} signature={signatureOf(file, family)} isGrave={file.isGrave} timeZone={timeZone} />
      )}
      <History file={file} timeZone={timeZone} />
      {!isTakenBack && <p className="tiny dim">{say('after')}</p>}
    </aside>
  );
}

/** Something was changed that the words are made of, and they were written before. */
function Stale({ file, family, onEdit }: Pick<SideProps, 'file' | 'onEdit'> & { family: IncidentFamily }) {
  const say = useWords(toldWords);
  if (onEdit === null || !isToldStale(file.details, shareOf(file.details, family.childId))) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={say('stale', { child: family.name })}
      action={
        <Button size="small" onClick={onEdit}>
          {say('staleLook')}
        </Button>
      }
    />
  );
}

type ReceiversProps = {
  family: IncidentFamily;
  signature: IncidentLine | undefined;
  isGrave: boolean;
  timeZone: string;
};

function Receivers({ family: { guardians, view }, signature, isGrave, timeZone }: ReceiversProps) {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  const { publishedAt, acknowledgedAt } = view;
  return (
    <section aria-labelledby="in-receivers" className="in-receivers">
      <h3 id="in-receivers">{say(publishedAt === null ? 'whoGets' : 'whoGot')}</h3>
      {guardians.length === 0 && <p className="dim">{say('nobodyGets')}</p>}
      <ul>
        {guardians.map((guardian) => (
          <li key={guardian.userId} className="row">
            <Portrait recipe={guardian.portrait} name={guardian.name} size={28} adult />
            {guardianName(guardian, language)}
            <span className="row-space" />
            <span className="small dim">{guardian.phone}</span>
          </li>
        ))}
      </ul>
      {publishedAt !== null && (
        <p className="small">
          {acknowledgedAt === null
            ? say('notSigned')
            : say('signedBy', {
                name: signature?.by ?? say('formerGuardian'),
                time: clockAndDay(acknowledgedAt, language, timeZone),
              })}
        </p>
      )}
      {signature && <SignatureDoubts doubts={signature.doubts ?? []} signedAt={signature.at} />}
      {isGrave && guardians.length > 0 && <p className="tiny dim">{say('graveLoud')}</p>}
    </section>
  );
}
