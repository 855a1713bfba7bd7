import { useState } from 'react';
import type { NotificationsView } from '#contract/notifications.ts';
import { deviceName } from '../../shared/device-name.ts';
import { useMe } from '../../shared/session.ts';
import { clockAndDay } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Pill } from '../../shared/ui/pill.tsx';
import { type Say, useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { choosePush } from './kept-choice.ts';
import { endBrowser, subscribeBrowser, useNotificationChange } from './notifications-api.ts';
import { askForPush, endPush, pushAbility, PushRefused } from './push-browser.ts';
import { TrialButton } from './trial-button.tsx';
import { notificationWords } from './words.ts';

type Push = NotificationsView['push'];

/** This device, switched on by a tap and after being told what will be asked; and the others that are told. */
export function PushPart({ push }: { push: Push }) {
  const say = useWords(notificationWords);
  const own = push.browsers.find(({ isThis }) => isThis);
  return (
    <section className="notify-part card" aria-labelledby="notify-push">
      <h2 id="notify-push">{say('pushTitle')}</h2>
      {own ? <IsOn own={own} /> : <IsOff applicationServerKey={push.applicationServerKey} />}
      <OtherBrowsers browsers={push.browsers.filter(({ isThis }) => !isThis)} />
    </section>
  );
}

function IsOff({ applicationServerKey }: Pick<Push, 'applicationServerKey'>) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const me = useMe();
  const [ability, setAbility] = useState(pushAbility);
  const turnOn = useNotificationChange(async () => {
    const view = await subscribeBrowser(
      await askForPush(applicationServerKey).finally(() => setAbility(pushAbility())),
    );
    choosePush(me.userId, true);
    return view;
  });
  if (ability !== 'ready') return <p className="notify-cannot">{say(`push_${ability}`)}</p>;
  return (
    <>
      <p className="dim">{say('pushAsk')}</p>
      <div className="notify-ways">
        <Button kind="primary" disabled={turnOn.isPending} onClick={() => turnOn.mutate(undefined)}>
          {say(turnOn.isPending ? 'pushTurning' : 'pushOn')}
        </Button>
      </div>
      <p role="alert" className="field-wrong">
        {turnOn.error && sentence(turnOn.error, say, language)}
      </p>
    </>
  );
}

const sentence = (error: Error, say: Say<(typeof notificationWords)['keys'][number]>, language: Language): string =>
  error instanceof PushRefused ? say(`push_${error.why}`) : errorSentence(error, language);

function IsOn({ own }: { own: Push['browsers'][number] }) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const me = useMe();
  const turnOff = useNotificationChange(async () => {
    choosePush(me.userId, false);
    const view = await endBrowser(own.subscriptionId);
    await endPush();
    return view;
  });
  return (
    <>
      <p className="row">
        <Pill tone="live" icon="check">
          {say('pushIsOn')}
        </Pill>
        <span className="dim">{say('pushUntil')}</span>
      </p>
      <div className="notify-ways">
        <Button kind="danger" disabled={turnOff.isPending} onClick={() => turnOff.mutate(undefined)}>
          {say('pushOff')}
        </Button>
        <TrialButton channel="push" />
      </div>
      <p role="alert" className="field-wrong">
        {turnOff.error && errorSentence(turnOff.error, language)}
      </p>
    </>
  );
}

function OtherBrowsers({ browsers }: Pick<Push, 'browsers'>) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const end = useNotificationChange(endBrowser);
  if (browsers.length === 0) return null;
  return (
    <>
      <h3>{say('browsers')}</h3>
      <ul>
        {browsers.map(({ subscriptionId, userAgent, since }) => (
          <li key={subscriptionId} className="notify-line">
            <b>{deviceName(userAgent) ?? say('unknownDevice')}</b>
            <span className="small dim">{say('browserSince', { time: clockAndDay(since, language) })}</span>
            <span className="row-space" />
            <Button disabled={end.isPending} onClick={() => end.mutate(subscriptionId)}>
              {say('browserEnd')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
