import { MOST_STORY } from '#contract/incident-details.ts';
import type { UserId } from '#contract/ids.ts';
import { IncidentChoice } from './incident-sheet-choice.tsx';
import { IncidentFaces } from './incident-sheet-faces.tsx';
import { AID_HINTS, CAUSE_HINTS, PREVENTION_HINTS } from '../features/incidents/detail-hints.ts';
import type { AskedPage } from './incident-sheet-pages.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { IncidentShares } from './incident-sheet-shares.tsx';
import { IncidentText } from './incident-sheet-text.tsx';
import { incidentSheetWords } from './incident-sheet-words.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';

/** One question, answered by taps where taps serve. */
export function IncidentQuestion({ page, ...props }: IncidentPageProps & { page: AskedPage }) {
  switch (page) {
    case 'place':
    case 'activity':
    case 'company':
    case 'treated':
      return <IncidentChoice page={page} {...props} />;
    case 'injury':
    case 'body':
    case 'told':
      return <IncidentShares key={page} page={page} {...props} />;
    case 'firstAid':
      return <FirstAid {...props} />;
    case 'witnesses':
      return <Witnesses {...props} />;
    case 'supervisors':
      return <Supervisors {...props} />;
    case 'cause':
    case 'prevention':
      return <Story key={page} page={page} {...props} />;
  }
}

function FirstAid({ incident, staff, details, change }: IncidentPageProps) {
  const say = useWords(incidentSheetWords);
  return (
    <>
      <IncidentText
        label={say('page_firstAid')}
        value={details.firstAid}
        most={MOST_STORY}
        hints={AID_HINTS[incident.kind]}
        onChange={(firstAid) => change((before) => ({ ...before, firstAid }))}
      />
      <h3>{say('aidBy')}</h3>
      <IncidentFaces
        label={say('aidBy')}
        staff={staff}
        chosen={details.firstAidBy}
        onChoose={(firstAidBy) => change((before) => ({ ...before, firstAidBy }))}
      />
    </>
  );
}

function Witnesses({ staff, details, change }: IncidentPageProps) {
  const say = useWords(incidentSheetWords);
  return (
    <IncidentFaces
      label={say('ask_witnesses')}
      staff={staff}
      chosen={details.witnesses}
      onChoose={(witnesses) => change((before) => ({ ...before, witnesses }))}
    />
  );
}

/** Who was at work in the room when it happened is offered by one tap: who only looks at the page has named nobody. */
function Supervisors({ staff, details, change, onNext }: IncidentPageProps) {
  const say = useWords(incidentSheetWords);
  const language = useLanguage();
  const onDuty = staff.filter(({ isOnDuty }) => isOnDuty);
  const choose = (supervisors: UserId[]) => change((before) => ({ ...before, supervisors }));
  const confirm = (): void => {
    choose(onDuty.map(({ userId }) => userId));
    onNext();
  };
  return (
    <>
      {details.supervisors.length === 0 && onDuty.length > 0 && (
        <div className="tb-read">
          <span>{say('onDutyThen')}</span>
          <b>
            {listOf(
              onDuty.map(({ name }) => name),
              language,
            )}
          </b>
          <button type="button" className="tb-button" onClick={confirm}>
            <Icon name="check" size={24} />
            {say('onDutyGo')}
          </button>
        </div>
      )}
      <IncidentFaces label={say('ask_supervisors')} staff={staff} chosen={details.supervisors} onChoose={choose} />
    </>
  );
}

function Story({ page, incident, details, change }: IncidentPageProps & { page: 'cause' | 'prevention' }) {
  const say = useWords(incidentSheetWords);
  const hints = page === 'cause' ? CAUSE_HINTS : PREVENTION_HINTS;
  return (
    <IncidentText
      label={say('causeHow')}
      value={details[page]}
      most={MOST_STORY}
      hints={hints[incident.kind]}
      onChange={(text) => change((before) => ({ ...before, [page]: text }))}
    />
  );
}
