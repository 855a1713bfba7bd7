import { type SubmitEvent, useState } from 'react';
import type { NotificationsView } from '#contract/notifications.ts';
import { z } from 'zod';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { confirmEmail, giveEmail, removeEmail, useNotificationChange } from './notifications-api.ts';
import { TrialButton } from './trial-button.tsx';
import { notificationWords } from './words.ts';

type Email = NotificationsView['email'];

/** Where mails go: an address counts once the code that went there was entered. */
export function EmailPart({ email }: { email: Email }) {
  const say = useWords(notificationWords);
  return (
    <section className="notify-part card" aria-labelledby="notify-email">
      <h2 id="notify-email">{say('emailTitle')}</h2>
      {email.isOffered ? (
        <Offered key={email.address} email={email} />
      ) : (
        <p className="notify-cannot">{say('emailAbsent')}</p>
      )}
    </section>
  );
}

function Offered({ email: { address, waiting } }: { email: Email }) {
  const say = useWords(notificationWords);
  const [isChanging, setChanging] = useState(false);
  if (address === null || isChanging) {
    return (
      <>
        <AddressForm />
        {waiting !== null && <CodeForm address={waiting} />}
        {address !== null && (
          <div className="notify-ways">
            <Button kind="quiet" onClick={() => setChanging(false)}>
              {say('emailKeep')}
            </Button>
          </div>
        )}
      </>
    );
  }
  return <Confirmed address={address} onChange={() => setChanging(true)} />;
}

function Confirmed({ address, onChange }: { address: string; onChange: () => void }) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const remove = useNotificationChange(removeEmail);
  return (
    <>
      <p className="notify-address">{say('emailIs', { address })}</p>
      <div className="notify-ways">
        <Button onClick={onChange}>{say('emailChange')}</Button>
        <Button kind="danger" disabled={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {say('emailRemove')}
        </Button>
        <TrialButton channel="email" />
      </div>
      <p role="alert" className="field-wrong">
        {remove.error && errorSentence(remove.error, language)}
      </p>
    </>
  );
}

function AddressForm() {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState<'emailEmpty' | 'emailWrong' | null>(null);
  const give = useNotificationChange(giveEmail);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = address.trim();
    const found = typed === '' ? 'emailEmpty' : z.email().safeParse(typed).success ? null : 'emailWrong';
    setWrong(found);
    if (found === null) give.mutate(typed);
  };
  return (
    <form className="notify-form" onSubmit={submit} noValidate>
      <p className="dim">{say('emailAsk')}</p>
      <div className="field">
        <label htmlFor="notify-address">{say('emailAddress')}</label>
        <input
          id="notify-address"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          value={address}
          aria-invalid={wrong !== null}
          aria-describedby="notify-address-wrong"
          onChange={(event) => {
            setWrong(null);
            setAddress(event.target.value);
          }}
        />
      </div>
      <p id="notify-address-wrong" role="alert" className="field-wrong">
        {wrong === null ? give.error && errorSentence(give.error, language) : say(wrong)}
      </p>
      <Button type="submit" disabled={give.isPending}>
        {say(give.isPending ? 'emailSending' : 'emailSend')}
      </Button>
    </form>
  );
}

function CodeForm({ address }: { address: string }) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const [code, setCode] = useState('');
  const confirm = useNotificationChange(confirmEmail);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    confirm.mutate(code);
  };
  return (
    <form className="notify-form" onSubmit={submit}>
      <p role="status" className="notify-address">
        {say('emailSent', { address })}
      </p>
      <div className="field">
        <label htmlFor="notify-code">{say('emailCode')}</label>
        <input
          id="notify-code"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value.replaceAll(/\D/g, '').slice(0, 6))}
        />
      </div>
      <p role="alert" className="field-wrong">
        {confirm.error && errorSentence(confirm.error, language)}
      </p>
      <Button type="submit" kind="primary" disabled={confirm.isPending || code.length < 6}>
        {say('emailConfirm')}
      </Button>
    </form>
  );
}
