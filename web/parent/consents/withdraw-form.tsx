import type { OwnChildConsents, TextKind } from '#contract/consents.ts';
import { withdraw } from '../../features/consents/consents-api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useOwnChange } from './use-own-consents.ts';
import { ownConsentWords } from './words.ts';

type Props = { child: OwnChildConsents; kind: TextKind; onDone: () => void; onCancel: () => void };

/** Says first what it ends. */
export function WithdrawForm({ child, kind, onDone, onCancel }: Props) {
  const say = useWords(ownConsentWords);
  const language = useLanguage();
  const withdrawing = useOwnChange(withdraw);
  const closesRoom = kind === 'video' && child.isRoomStrict;
  return (
    <div className="consent-form consent-warns" role="group">
      <p>{say(closesRoom ? 'withdrawClosesRoom' : 'withdrawSays', { room: child.room ?? child.siteName })}</p>
      <p role="alert" className="field-wrong">
        {withdrawing.error && errorSentence(withdrawing.error, language)}
      </p>
      <div className="row consent-acts">
        <Button
          kind="danger"
          disabled={withdrawing.isPending}
          onClick={() => withdrawing.mutate({ childId: child.childId, kind }, { onSuccess: onDone })}
        >
          {say('withdrawButton')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </div>
  );
}
