import { useState } from 'react';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import { BodyMap } from '../../features/incidents/body-map.tsx';
import { IncidentPhotos } from '../../features/incidents/incident-photos.tsx';
import { KindIcon } from '../../features/incidents/kind-icon.tsx';
import { staffPhotos } from '../../features/incidents/photos-api.ts';
import { incidentWords } from '../../features/incidents/words.ts';
import { clockWithSeconds, dayName, isSameDay } from '../../shared/time.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { Portrait } from '../../shared/ui/portrait.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { Actions } from './actions.tsx';
import { Bookmark } from './bookmark.tsx';
import { CallBar } from './call-bar.tsx';
import { DetailsDrawer } from './details-drawer.tsx';
import { Facts } from './facts.tsx';
import { FamilySide } from './family-side.tsx';
import { useIncidentTitle } from './incident-look.ts';
import { StepsLine } from './steps-line.tsx';
import { useTake } from './take.ts';
import { incidentScreenWords } from './words.ts';

const DAY_TURNS_MS = 60_000;

type Of = { file: IncidentFile; timeZone: string };

/** One incident, for who answers for it: in the middle what is known, at the right what families read of it. */
export function IncidentRecord({ file, timeZone }: Of) {
  const take = useTake(file.incidentId);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isEditing, setEditing] = useState(false);
  const family = file.families.find(({ childId }) => childId === chosenId) ?? file.families[0];
  const isBeforePublication = file.state === 'draft' || file.state === 'in-review';
  const isEditable = file.mayReview && isBeforePublication;
  return (
    <>
      <section className="in-record" aria-labelledby="in-title">
        <Heading file={file} timeZone={timeZone} />
        <StepsLine file={file} />
        {file.isGrave && isBeforePublication && <CallBar file={file} timeZone={timeZone} take={take} />}
        <Facts file={file} onEdit={isEditable ? () => setEditing(true) : null} />
        <div className="in-two">
          {family && <Body family={family} isOneOfSeveral={file.families.length > 1} />}
          <div className="in-kept">
            <Bookmark file={file} timeZone={timeZone} />
            <div className="card in-photos">
              <IncidentPhotos
                incidentId={file.incidentId}
                photos={file.photos}
                timeZone={timeZone}
                children={file.children}
                mayChange={isEditable}
                srcOf={staffPhotos(file.incidentId)}
              />
            </div>
          </div>
        </div>
        <Actions file={file} timeZone={timeZone} take={take} />
      </section>
      <FamilySide
        {...{ file, family, timeZone }}
        onChoose={setChosenId}
        onEdit={isEditable ? () => setEditing(true) : null}
      />
      {isEditing && <DetailsDrawer file={file} timeZone={timeZone} take={take} onClose={() => setEditing(false)} />}
    </>
  );
}

function Heading({ file, timeZone }: Of) {
  const say = useWords(incidentScreenWords);
  const words = useWords(incidentWords);
  const titleOf = useIncidentTitle();
  const [only, ...others] = file.families;
  return (
    <header className="in-head">
      {only && others.length === 0 ? (
        <Portrait recipe={only.portrait} name={only.name} size={48} />
      ) : (
        <span className="in-head-kind">
          <KindIcon kind={file.kind} size={28} />
        </span>
      )}
      <div>
        <h2 id="in-title">{titleOf(file)}</h2>
        <p className="small dim">{useMeta({ file, timeZone }).join(' · ')}</p>
      </div>
      {file.isGrave && (
        <Pill tone="offline" icon="alarm">
          {words('grave')}
        </Pill>
      )}
      {file.state === 'withdrawn' && <Pill tone="refused">{words('state_withdrawn')}</Pill>}
      {!file.isAuthorConfirmed && (
        <p className="in-head-author small">{file.by === null ? say('nobody') : say('unconfirmed', { by: file.by })}</p>
      )}
    </header>
  );
}

/** Its number, where, and what both clocks said; the day of what was not today. */
function useMeta({ file: { number, classroomName, happenedAt, recordedAt }, timeZone }: Of): string[] {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  const now = useNow(DAY_TURNS_MS);
  const day = isSameDay(happenedAt, now, timeZone) ? [] : [dayName(happenedAt, language, timeZone)];
  const clocks = { tablet: clockWithSeconds(happenedAt, timeZone), server: clockWithSeconds(recordedAt, timeZone) };
  return [say('number', { number }), classroomName, ...day, say('clocks', clocks)];
}

function Body({ family, isOneOfSeveral }: { family: IncidentFamily; isOneOfSeveral: boolean }) {
  const say = useWords(incidentScreenWords);
  const title = isOneOfSeveral ? say('bodyOf', { child: family.name }) : say('body');
  return (
    <section className="card in-body" aria-label={title}>
      <h3>{title}</h3>
      <BodyMap marks={family.view.marks} />
    </section>
  );
}
