import { useMutation } from '@tanstack/react-query';
import type { NotificationChannel } from '#contract/notifications.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { sendTrial } from './notifications-api.ts';
import { notificationWords } from './words.ts';

/** One message now, so that its person sees it come. */
export function TrialButton({ channel }: { channel: NotificationChannel }) {
  const say = useWords(notificationWords);
  const language = useLanguage();
  const trial = useMutation({ mutationFn: () => sendTrial(channel) });
  return (
    <>
      <Button disabled={trial.isPending} onClick={() => trial.mutate()}>
        {say('trial')}
      </Button>
      <span role="status" className="notify-done">
        {trial.isSuccess && say('trialSent')}
      </span>
      <span role="alert" className="field-wrong">
        {trial.error && errorSentence(trial.error, language)}
      </span>
    </>
  );
}
