import { useState } from 'react';
import { NOTICE_KINDS, type NoticeKind } from '#contract/day-notices.ts';
import type { ChildId } from '#contract/ids.ts';
import { useNotices } from '../../features/day-notices/use-notices.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Failed } from '../../shared/ui/failed.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { OwnNotices } from './own-notices.tsx';
import { TellForm } from './tell-form.tsx';
import { ownDaysWords } from './words.ts';

/** Absence, late pick-up, who fetches: each told in two taps, and taken back in one. */
export function TellNursery({ childId }: { childId: ChildId }) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  const notices = useNotices(childId);
  const [kind, setKind] = useState<NoticeKind | null>('absence');
  const { data, give, withdraw } = notices;
  const error = give.error ?? withdraw.error;
  const open = (next: NoticeKind) => {
    give.reset();
    withdraw.reset();
    setKind(next === kind ? null : next);
  };
  if (!data)
    return notices.error ? (
      <Failed error={notices.error} onAgain={() => void notices.refetch()} />
    ) : (
      <Loading cards={1} />
    );
  return (
    <section className="panel card own-tell" aria-label={say('tell')}>
      <h2>{say('tell')}</h2>
      <div className="own-kinds" role="group" aria-label={say('tell')}>
        {NOTICE_KINDS.map((each) => (
          <Button key={each} large aria-pressed={each === kind} onClick={() => open(each)}>
            {say(`tell_${each}`)}
          </Button>
        ))}
      </div>
      {kind !== null && (
        <TellForm
          key={kind}
          kind={kind}
          child={data}
          isBusy={give.isPending}
          onTell={(told) => give.mutate(told, { onSuccess: () => setKind(null) })}
        />
      )}
      <p role="alert" className="own-wrong">
        {error !== null && errorSentence(error, language)}
      </p>
      <p role="status" className="own-told">
        {give.isSuccess && say('told')}
      </p>
      <OwnNotices
        notices={data.notices}
        timeZone={data.timeZone}
        isBusy={withdraw.isPending}
        onWithdraw={(noticeId) => {
          give.reset();
          withdraw.mutate(noticeId);
        }}
      />
    </section>
  );
}
