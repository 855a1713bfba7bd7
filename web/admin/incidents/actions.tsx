import { App, Button } from 'antd';
import { useState } from 'react';
import type { IncidentFile } from '#contract/incident-file.ts';
import { isForFamilies } from '../../features/incidents/for-families.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { useChange } from '../use-change.ts';
import { CallModal } from './call-modal.tsx';
import { FileModal, TakeBackModal } from './ending-modals.tsx';
import { incidentEndingWords } from './ending-words.ts';
import { PublishModal } from './publish-modal.tsx';
import { AddModal, ReturnModal } from './step-modals.tsx';
import type { ActionsProps, Take } from './take.ts';
import { isFileable, unsignedIn } from './unsigned.ts';
import { incidentScreenWords } from './words.ts';

const MODALS = {
  ...{ return: ReturnModal, publish: PublishModal, add: AddModal, call: CallModal },
  ...{ file: FileModal, takeBack: TakeBackModal },
};
type Asked = keyof typeof MODALS;

/** What may be done next, and why not what cannot be done yet. */
export function Actions(props: ActionsProps) {
  const say = useWords(incidentScreenWords);
  const { asked, isOvertaken, ask, take } = useAsked(props);
  const { file } = props;
  if (file.state === 'withdrawn') return null;
  const Modal = asked && MODALS[asked];
  return (
    <footer className="in-actions">
      {file.mayReview ? <Buttons {...props} onAsk={ask} /> : <p className="dim">{say('readOnly')}</p>}
      {isOvertaken && (
        <p className="small" role="status">
          {say('movedOn')}
        </p>
      )}
      {Modal && <Modal {...props} take={take} onClose={() => ask(null)} />}
    </footer>
  );
}

const OUT = ['published', 'acknowledged', 'closed'] as const;
/** While a dialog is open somebody else may take the step that it is about. */
const FITS: Record<Asked, readonly IncidentFile['state'][]> = {
  return: ['in-review'],
  publish: ['in-review'],
  add: OUT,
  file: ['published', 'acknowledged'],
  call: ['draft', 'in-review', 'published', 'acknowledged'],
  takeBack: ['draft', 'in-review'],
};

/** The dialog that is open; it goes away, with a word, once somebody else took the incident further. */
function useAsked({ file: { state }, take }: ActionsProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isOwnStep, setOwnStep] = useState(false);
  const [isOvertaken, setOvertaken] = useState(false);
  if (asked !== null && !FITS[asked].includes(state)) {
    setAsked(null);
    setOvertaken(!isOwnStep);
  }
  const ask = (what: Asked | null) => {
    setAsked(what);
    setOwnStep(false);
    setOvertaken(false);
  };
  const takeHere: Take = async (...step) => {
    const recorded = await take(...step);
    setOwnStep(true);
    return recorded;
  };
  return { asked, isOvertaken, ask, take: takeHere };
}

type ButtonsProps = ActionsProps & { onAsk: (asked: Asked) => void };

function Buttons(props: ButtonsProps) {
  const say = useWords(incidentScreenWords);
  const { file, onAsk } = props;
  const { state, families } = file;
  const why = useWhyNot(file);
  const ending = useWords(incidentEndingWords);
  const isOut = state === 'published' || state === 'acknowledged' || state === 'closed';
  return (
    <>
      {state === 'in-review' && (
        <Button icon={<Icon name="undo" size={15} />} onClick={() => onAsk('return')}>
          {say('return')}
        </Button>
      )}
      {isOut && (
        <Button icon={<Icon name="plus" size={15} />} onClick={() => onAsk('add')}>
          {say('add')}
        </Button>
      )}
      {families.length > 0 && state !== 'closed' && (
        <Button type="text" icon={<Icon name="phone" size={15} />} onClick={() => onAsk('call')}>
          {say('logCall')}
        </Button>
      )}
      {!isOut && (
        <Button type="text" onClick={() => onAsk('takeBack')}>
          {ending('takeBack')}
        </Button>
      )}
      <span className="in-next">
        <span className="in-why small dim" id="in-why">
          {why}
        </span>
        <NextButton {...props} isDead={state === 'published' ? !isFileable(file) : state !== 'draft' && why !== null} />
      </span>
    </>
  );
}

/** The step that leads on; dead while something else has to come before it. */
function NextButton({ file: { state, families }, take, onAsk, isDead }: ButtonsProps & { isDead: boolean }) {
  const say = useWords(incidentScreenWords);
  const ending = useWords(incidentEndingWords);
  if (state === 'draft') return <SubmitButton take={take} />;
  if (state === 'closed') return null;
  if (state !== 'in-review')
    return (
      // Without a signature it is no way to be tempted onto.
      <Button
        type={state === 'published' ? 'default' : 'primary'}
        disabled={isDead}
        aria-describedby="in-why"
        onClick={() => onAsk('file')}
      >
        {ending('file')}
      </Button>
    );
  return (
    <Button type="primary" disabled={isDead} aria-describedby="in-why" onClick={() => onAsk('publish')}>
      {say(isForFamilies(families) ? 'publish' : 'publishNobody')}
    </Button>
  );
}

/** Why the next step cannot be taken yet, or what else is to be known before it; null: nothing. */
function useWhyNot(file: IncidentFile): string | null {
  const { state, isCallDue, families } = file;
  const say = useWords(incidentScreenWords);
  const ending = useWords(incidentEndingWords);
  const language = useLanguage();
  if (state === 'draft') return say('draftSays');
  if (state === 'in-review') {
    if (isCallDue) return say('why_call');
    const untold = families.find(({ view }) => view.told === '');
    return untold ? say('why_told', { child: untold.name }) : null;
  }
  if (state !== 'published') return null;
  const unsigned = unsignedIn(file).map(({ name }) => name);
  return ending(isFileable(file) ? 'unsigned' : 'waitsFor', { children: listOf(unsigned, language) });
}

function SubmitButton({ take }: { take: Take }) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  const { change, busy } = useChange(
    () => take({ kind: 'submitted' }),
    () => void message.success(say('submitted')),
  );
  return (
    <Button type="primary" loading={busy} onClick={() => change(undefined)}>
      {say('submit')}
    </Button>
  );
}
