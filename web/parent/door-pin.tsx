import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { DOOR_PIN, DoorPinState } from '#contract/kiosk.ts';
import { request } from '../shared/api.ts';
import { isProblem, ProblemError } from '../shared/problem-error.ts';
import { Button } from '../shared/ui/button.tsx';
import { type Say, useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { type Language, useLanguage } from '../shared/words/language.ts';
import { pickupWords } from './pickup/words.ts';

const KEY = ['door-pin'];
const PATH = '/api/me/door-pin';
type Change = { pin: string | null; password: string };

/** Six digits for the screen at the entrance. Setting and removing them needs the password; nobody reads them back. */
export function DoorPin() {
  const say = useWords(pickupWords);
  const state = useQuery({ queryKey: KEY, queryFn: () => request(DoorPinState, 'GET', PATH) });
  const isSet = state.data?.isSet === true;
  return (
    <section className="me-card card" aria-labelledby="door-pin-title">
      <h2 id="door-pin-title">{say('pinTitle')}</h2>
      <p className="small dim">{say('pinLead')}</p>
      {state.data && (
        <p>
          {say('pinPhone')}
          <b>{state.data.phone === '' ? say('pinNoPhone') : state.data.phone}</b>
        </p>
      )}
      <p>{state.data && say(isSet ? 'pinIsSet' : 'pinNotSet')}</p>
      <PinForm isSet={isSet} />
    </section>
  );
}

function PinForm({ isSet }: { isSet: boolean }) {
  const say = useWords(pickupWords);
  const language = useLanguage();
  const [pin, setPin] = useState('');
  const [password, setPassword] = useState('');
  const change = useDoorPinChange(() => {
    setPin('');
    setPassword('');
  });
  const isSix = DOOR_PIN.test(pin);
  const isReady = !change.isPending && password !== '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isSix) change.mutate({ pin, password });
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <Secret
        id="door-pin"
        label={say('pinNew')}
        value={pin}
        onChange={(typed) => setPin(typed.replaceAll(/\D/g, '').slice(0, 6))}
        isNumber
      />
      <Secret id="door-pin-password" label={say('pinPassword')} value={password} onChange={setPassword} />
      <p role="alert" className="field-wrong">
        {change.error && sentence(change.error, say, language)}
      </p>
      <p role="status" className="account-saved">
        {change.isSuccess && say(change.data.isSet ? 'pinSaved' : 'pinCleared')}
      </p>
      <div className="me-actions">
        <Button type="submit" kind="primary" disabled={!isReady || !isSix}>
          {say('pinSave')}
        </Button>
        {isSet && (
          <Button kind="danger" disabled={!isReady} onClick={() => change.mutate({ pin: null, password })}>
            {say('pinClear')}
          </Button>
        )}
      </div>
    </form>
  );
}

type SecretProps = {
  id: string;
  label: string;
  value: string;
  onChange: (typed: string) => void;
  isNumber?: boolean;
};

const Secret = ({ id, label, value, onChange, isNumber = false }: SecretProps) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    <input
      id={id}
      type="password"
      autoComplete={isNumber ? 'off' : 'current-password'}
      {...(isNumber && { inputMode: 'numeric' as const })}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </div>
);

function sentence(error: Error, say: Say<(typeof pickupWords)['keys'][number]>, language: Language): string {
  if (isProblem(error, 'wrong-credentials')) return say('pinWrongPassword');
  const fields = error instanceof ProblemError ? error.problem.fields : undefined;
  return fields?.['pin'] === 'obvious' ? say('pinObvious') : errorSentence(error, language);
}

function useDoorPinChange(onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pin, password }: Change) =>
      pin === null
        ? request(DoorPinState, 'DELETE', PATH, { password })
        : request(DoorPinState, 'PUT', PATH, { pin, password }),
    onSuccess: (state) => {
      client.setQueryData(KEY, state);
      onDone();
    },
  });
}
