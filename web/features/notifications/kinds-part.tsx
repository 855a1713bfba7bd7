import { useState } from 'react';
import { NOTIFICATION_CHANNELS, type NotificationsView, type SaveNotifications } from '#contract/notifications.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveNotifications, useNotificationChange } from './notifications-api.ts';
import { notificationWords } from './words.ts';

/** What is told by which channel. What is grave stands first and has no switch; the page says why. */
export function KindsPart({ view }: { view: NotificationsView }) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const save = useNotificationChange(saveNotifications);
  // What was just tapped is shown from the tap on, while it is on its way.
  const [tapped, setTapped] = useState<SaveNotifications | null>(null);
  const { routine, muted } = tapped ?? view;
  const change = (part: Partial<SaveNotifications>) => {
    const choice = { routine, muted, ...part };
    setTapped(choice);
    save.mutate(choice, { onSettled: () => setTapped(null) });
  };
  const channels = NOTIFICATION_CHANNELS.filter((channel) => channel === 'push' || view.email.isOffered);
  return (
    <section className="notify-part card" aria-labelledby="notify-kinds">
      <h2 id="notify-kinds">{say('kindsTitle')}</h2>
      <Grave canCome={view.push.browsers.length > 0 || view.email.address !== null} mayMail={view.email.isOffered} />
      <div className="notify-choices">
        {channels.map((channel) => (
          <Choice
            key={channel}
            label={say(`routine_${channel}`)}
            isOn={routine[channel]}
            onChange={(isOn) => change({ routine: { ...routine, [channel]: isOn } })}
          />
        ))}
      </div>
      <div className="notify-choices">
        {view.kinds.map((kind) => (
          <Choice
            key={kind}
            label={say(`kind_${kind}`)}
            isOn={!muted.includes(kind)}
            onChange={(isOn) => change({ muted: isOn ? muted.filter((each) => each !== kind) : [...muted, kind] })}
          />
        ))}
      </div>
      <p role="status" className="notify-done">
        {save.isSuccess && say('saved')}
      </p>
      <p role="alert" className="field-wrong">
        {save.error && errorSentence(save.error, language)}
      </p>
    </section>
  );
}

/** It cannot be switched off; but where there is no way to it, it does not come either. */
function Grave({ canCome, mayMail }: { canCome: boolean; mayMail: boolean }) {
  const say = useWords(notificationWords);
  return (
    <div className={canCome ? 'notify-grave' : 'notify-grave notify-no-way'} role={canCome ? undefined : 'alert'}>
      <Icon name={canCome ? 'lock' : 'alarm'} size={18} />
      <div>
        <b>{say(canCome ? 'graveTitle' : 'noWayTitle')}</b>
        <p className="small">{say(canCome ? 'graveWhy' : mayMail ? 'noWay' : 'noWayNoMail')}</p>
      </div>
    </div>
  );
}

type ChoiceProps = { label: string; isOn: boolean; onChange: (isOn: boolean) => void };

const Choice = ({ label, isOn, onChange }: ChoiceProps) => (
  <label className="notify-choice">
    <input type="checkbox" role="switch" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
);
