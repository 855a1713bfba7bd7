import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useId, useState } from 'react';
import type { Signature } from '#contract/incident-steps.ts';
import type { OwnIncident } from '#contract/own-incidents.ts';
import { acknowledgeIncident, OWN_INCIDENTS_KEY } from '../../features/incidents/incidents-api.ts';
import { SignatureField } from '../../features/incidents/signature-field.tsx';
import { isDrawn, type Strokes } from '../../features/incidents/strokes.ts';
import { useChoiceIds } from '../../shared/choice-ids.ts';
import { isProblem } from '../../shared/problem-error.ts';
import { useMe } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ownIncidentWords } from './words.ts';

type Way = Signature['kind'];
type Signing = { way: Way; strokes: Strokes; name: string };

/** One's word that one knows, signed by hand or by name: both count alike. */
export function Acknowledge({ view }: { view: OwnIncident }) {
  const say = useWords(ownIncidentWords);
  const language = useLanguage();
  // The name that counts stands there already: who cannot draw signs with one press.
  const { name } = useMe();
  const [signing, setSigning] = useState<Signing>({ way: 'drawn', strokes: [], name });
  const [isEmpty, setEmpty] = useState(false);
  const acknowledging = useAcknowledging(view);
  const change = (more: Partial<Signing>) => {
    setSigning({ ...signing, ...more });
    setEmpty(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const signature = signatureOf(signing);
    setEmpty(signature === null);
    if (signature) acknowledging.mutate(signature);
  };
  const wrong = isEmpty
    ? say(signing.way === 'drawn' ? 'signEmpty' : 'nameEmpty')
    : acknowledging.error && errorSentence(acknowledging.error, language);
  return (
    <form className="panel card incident-sign" onSubmit={submit} noValidate>
      <h2>{say('signTitle')}</h2>
      <p className="small dim">{say('signLead')}</p>
      <Ways way={signing.way} onChoose={(way) => change({ way })} />
      {signing.way === 'drawn' ? (
        <SignatureField strokes={signing.strokes} onChange={(strokes) => change({ strokes })} />
      ) : (
        <NameField name={signing.name} onChange={(name) => change({ name })} />
      )}
      <p role="alert" className="field-wrong">
        {wrong}
      </p>
      <Button type="submit" kind="primary" large disabled={acknowledging.isPending}>
        {say('sign')}
      </Button>
    </form>
  );
}

/** Null: there is nothing that could be somebody's signature. */
function signatureOf({ way, strokes, name }: Signing): Signature | null {
  if (way === 'drawn') return isDrawn(strokes) ? { kind: 'drawn', strokes } : null;
  return name.trim() === '' ? null : { kind: 'typed', name: name.trim() };
}

/** Signed again because no answer came it is the same word, also when it is drawn anew: the first that arrived stands. */
function useAcknowledging({ incidentId, childId }: OwnIncident) {
  const client = useQueryClient();
  const ids = useChoiceIds();
  return useMutation({
    mutationFn: (signature: Signature) =>
      acknowledgeIncident(incidentId, { stepId: ids.of([incidentId, childId]), childId, signature }),
    onSuccess: (own) => client.setQueryData(OWN_INCIDENTS_KEY, own),
    onError: (error) =>
      isProblem(error, 'not-found') ? client.resetQueries({ queryKey: OWN_INCIDENTS_KEY }) : undefined,
  });
}

const WAYS = { drawn: 'draw', typed: 'type' } as const satisfies Record<Way, string>;

function Ways({ way, onChoose }: { way: Way; onChoose: (way: Way) => void }) {
  const say = useWords(ownIncidentWords);
  const name = useId();
  return (
    <fieldset className="incident-ways">
      <legend>{say('signHow')}</legend>
      {(['drawn', 'typed'] as const).map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={way === each} onChange={() => onChoose(each)} />
          {say(WAYS[each])}
        </label>
      ))}
    </fieldset>
  );
}

function NameField({ name, onChange }: { name: string; onChange: (name: string) => void }) {
  const say = useWords(ownIncidentWords);
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say('name')}</label>
      <input
        id={id}
        required
        maxLength={60}
        autoComplete="name"
        value={name}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
