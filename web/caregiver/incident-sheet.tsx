import { useEffect, useRef, useState } from 'react';
import type { IncidentId, UserId } from '#contract/ids.ts';
import { type NewStep, stepRecord } from '../features/incidents/incident-records.ts';
import { useDetails } from '../features/incidents/use-details.ts';
import { type ShownIncident, useShownIncident } from '../features/incidents/use-shown-incident.ts';
import { incidentWords } from '../features/incidents/words.ts';
import { callName } from '../shared/call-name.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { listOf } from '../shared/words/list-of.ts';
import { actsOnTablet } from './acts-now.ts';
import { type HandInQuestion, IncidentHandIn, nextQuestion } from './incident-sheet-hand-in.tsx';
import { IncidentCall } from './incident-sheet-call.tsx';
import { IncidentNotes, IncidentSaving, IncidentStanding } from './incident-sheet-state.tsx';
import { IncidentOverview } from './incident-sheet-overview.tsx';
import { IncidentQuestion } from './incident-sheet-page.tsx';
import { firstPage, type IncidentPage, isFilled, pagesOf } from './incident-sheet-pages.ts';
import { IncidentPictures } from './incident-sheet-photos.tsx';
import { childrenOf, useIncidentStaff } from './incident-sheet-people.ts';
import type { IncidentPageProps } from './incident-sheet-props.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';
import { IncidentStrip } from './incident-sheet-strip.tsx';
import { Sheet } from './sheet.tsx';
import type { RoomSheetProps } from './sheet-props.ts';
import { caregiverWords } from './words.ts';
import './incident-sheet.css';
import './incident-sheet-pages.css';
import './incident-sheet-overview.css';

type IncidentSheetProps = RoomSheetProps & { incidentId: IncidentId };

/** What is written of an incident once hands are free: one question a page, saved by itself. */
export function IncidentSheet(props: IncidentSheetProps) {
  const { incidentId, room, classroomId, outbox, actor, asActor, open, onClose } = props;
  const say = useWords(incidentSheetWords);
  const sayRoom = useWords(caregiverWords);
  const { incident, isReading } = useShownIncident(incidentId, classroomId, outbox);
  // Once it is open no reading covers what is being written.
  const [isOpened, setOpened] = useState(false);
  if (incident && !isReading && !isOpened) setOpened(true);
  if (actor && incident && isOpened) return <Opened key={incidentId} {...props} incident={incident} />;
  const sayWho = () => asActor(() => open({ sheet: 'incident', incidentId }));
  return (
    <Sheet title={say('incident')} back={sayRoom('back', { room: room.name })} onClose={onClose} whole>
      {actor ? (
        <p className="tb-lead" role="status">
          {say(isReading ? 'reading' : 'gone')}
        </p>
      ) : (
        <div className="tb-inc-who">
          <p>{say('sayWho')}</p>
          <button type="button" className="tb-button tb-go" onClick={sayWho}>
            {say('sayWhoGo')}
          </button>
        </div>
      )}
    </Sheet>
  );
}

type OpenedProps = IncidentSheetProps & { incident: ShownIncident };

function Opened(props: OpenedProps) {
  const { incident, room, outbox, onClose } = props;
  const sayRoom = useWords(caregiverWords);
  const actorNow = useActorNow(props);
  const written = useDetails({ incident, outbox, actorNow });
  const { details, change, isEdited } = written;
  const { chosen, setPage, asked, ask } = usePage(() => firstPage(details, incident));
  const question = incident.state === 'draft' ? asked : null;
  const isDraft = incident.state === 'draft';
  const pages = isDraft ? pagesOf(incident) : pagesOf(incident).filter((page) => isOfReader(page, incident));
  const page = pages.includes(chosen) ? chosen : 'overview';
  const onStep = (step: NewStep): void => {
    const actorId = actorNow();
    if (actorId !== null) outbox.add(stepRecord(incident, step, actorId));
  };
  const staff = useIncidentStaff(incident, props);
  const children = childrenOf(incident, room);
  const onNext = (): void => setPage(beside(pages, page, 1));
  const given: IncidentPageProps = { room, incident, children, staff, details, change, onNext };
  const submit = (): void => {
    const next = nextQuestion(given, asked);
    ask(next);
    if (next !== null) return;
    written.save();
    onStep({ kind: 'submitted' });
  };
  return (
    <Sheet
      title={useTitle(given)}
      back={sayRoom('back', { room: room.name })}
      onClose={onClose}
      footer={
        <>
          <IncidentSaving incident={incident} isEdited={isEdited} />
          <span className="row-space" />
          {question ? (
            <Answers asked={question} onBack={() => setPage('overview')} onAnyway={submit} />
          ) : (
            <Turns {...{ page, pages, onPage: setPage }} onSubmit={isDraft ? submit : null} />
          )}
        </>
      }
      whole
    >
      <div className="tb-inc">
        <IncidentStanding room={room} incident={incident} />
        <IncidentNotes incident={incident} outbox={outbox} written={written} />
        <IncidentStrip {...{ pages, page, onPage: setPage }} isFilled={(each) => isFilled(each, details, incident)} />
        {question ? (
          <IncidentHandIn {...given} asked={question} onPage={setPage} />
        ) : (
          <Page {...given} page={page} isDraft={isDraft} onPage={setPage} onStep={onStep} />
        )}
      </div>
    </Sheet>
  );
}

/** The page that is shown, and what is asked in its place before the hand-in: it is answered by turning a page, too. */
function usePage(first: () => IncidentPage) {
  const [chosen, choose] = useState<IncidentPage>(first);
  const [asked, ask] = useState<HandInQuestion | null>(null);
  const setPage = (to: IncidentPage): void => {
    ask(null);
    choose(to);
  };
  return { chosen, setPage, asked, ask };
}

/** Whoever opened it goes on writing where the tablet has forgotten who acts. */
function useActorNow({ actor }: OpenedProps): () => UserId | null {
  const [openedBy] = useState(actor?.userId ?? null);
  return () => actsOnTablet() ?? openedBy;
}

type PageProps = IncidentPageProps & {
  page: IncidentPage;
  isDraft: boolean;
  onPage: (page: IncidentPage) => void;
  onStep: (step: NewStep) => void;
};

function Page(props: PageProps) {
  return (
    <>
      <Heading page={props.page} isGrave={props.incident.isGrave} isDraft={props.isDraft} />
      <Answering {...props} />
    </>
  );
}

function Answering({ page, isDraft, onPage, onStep, ...given }: PageProps) {
  if (page === 'overview') return <IncidentOverview {...given} onPage={isDraft ? onPage : null} />;
  if (page === 'call') return <IncidentCall {...given} onStep={onStep} />;
  if (page === 'photos') return <IncidentPictures {...given} />;
  return <IncidentQuestion {...given} page={page} />;
}

const beside = (pages: readonly IncidentPage[], page: IncidentPage, by: number): IncidentPage =>
  pages[pages.indexOf(page) + by] ?? page;

type TurnsProps = {
  page: IncidentPage;
  pages: readonly IncidentPage[];
  onPage: (page: IncidentPage) => void;
  /** Null: it is out of the room's hands. */
  onSubmit: (() => void) | null;
};

/** The way from question to question, and at its end the one to the director. */
function Turns({ page, pages, onPage, onSubmit }: TurnsProps) {
  const say = useWords(incidentSheetWords);
  return (
    <>
      {pages.indexOf(page) > 0 && (
        <button type="button" className="tb-button" onClick={() => onPage(beside(pages, page, -1))}>
          {say('previous')}
        </button>
      )}
      {page !== 'overview' && (
        <button type="button" className="tb-button tb-go tb-inc-go" onClick={() => onPage(beside(pages, page, 1))}>
          {say('next')}
        </button>
      )}
      {page === 'overview' && onSubmit && (
        <button type="button" className="tb-button tb-go tb-inc-go" onClick={onSubmit}>
          <Icon name="check" size={26} />
          {say('submit')}
        </button>
      )}
    </>
  );
}

type AnswersProps = { asked: HandInQuestion; onBack: () => void; onAnyway: () => void };

/** What can be answered to the question before the hand-in; a name of another child has to come out first. */
function Answers({ asked, onBack, onAnyway }: AnswersProps) {
  const say = useWords(incidentSheetWords);
  return (
    <>
      <button type="button" className="tb-button" onClick={onBack}>
        {say('handInBack')}
      </button>
      {asked !== 'named' && (
        <button type="button" className="tb-button tb-go tb-inc-go" onClick={onAnyway}>
          {say('handInAnyway')}
        </button>
      )}
    </>
  );
}

/** A call may still be written down while others read it. */
function isOfReader(page: IncidentPage, { state, file }: ShownIncident): boolean {
  if (page === 'photos') return (file?.photos.length ?? 0) > 0;
  return page === 'overview' || (page === 'call' && state !== 'closed' && state !== 'withdrawn');
}

function useTitle({ incident, children }: IncidentPageProps): string {
  const say = useWords(incidentSheetWords);
  const sayOf = useWords(incidentWords);
  const language = useLanguage();
  const who = children.length === 0 ? sayOf('wholeRoom') : listOf(children.map(callName), language);
  return say('title', { kind: sayOf(`kind_${incident.kind}`), who });
}

/** It takes the focus at every turn, so that keyboard and screen reader stand at the question. */
function Heading({ page, isGrave, isDraft }: { page: IncidentPage; isGrave: boolean; isDraft: boolean }) {
  const say = useWords(incidentSheetWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [page]);
  const words = page === 'call' && !isGrave ? 'askCallLater' : page === 'overview' && !isDraft ? 'page_overview' : null;
  return (
    <h2 ref={heading} tabIndex={-1} className="tb-inc-ask">
      {words ? say(words) : say(`ask_${page}`)}
    </h2>
  );
}
