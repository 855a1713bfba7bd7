import type { NoticeView } from '#contract/day-notices.ts';
import type { DayNoticeId } from '#contract/ids.ts';
import { dayAndClock } from '../../shared/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { clockOfMinute, nameOfDay, type DaysSay } from './own-days.ts';
import { ownDaysWords } from './words.ts';

type OwnNoticesProps = {
  notices: readonly NoticeView[];
  timeZone: string;
  isBusy: boolean;
  onWithdraw: (noticeId: DayNoticeId) => void;
};

/** What the nursery has been told of today and later, by whom, each taken back with one tap. */
export function OwnNotices({ notices, timeZone, isBusy, onWithdraw }: OwnNoticesProps) {
  const say = useWords(ownDaysWords);
  const language = useLanguage();
  return (
    <>
      <h3>{say('notices')}</h3>
      {notices.length === 0 && <p className="small dim">{say('noNotices')}</p>}
      <ul className="own-notices">
        {notices.map((notice) => {
          const { noticeId, fromDay, toDay, by, recordedAt } = notice;
          const from = nameOfDay(fromDay, language);
          const days = fromDay === toDay ? from : say('days', { from, to: nameOfDay(toDay, language) });
          const words = noticeWords(notice, say);
          return (
            <li key={noticeId}>
              <div>
                <b>{days}</b>
                <span>{words}</span>
                <span className="tiny dim">
                  {say('noticeBy', { by, time: dayAndClock(recordedAt, language, timeZone) })}
                </span>
              </div>
              <Button
                disabled={isBusy}
                aria-label={say('withdrawOf', { notice: words, days })}
                onClick={() => onWithdraw(noticeId)}
              >
                {say('withdraw')}
              </Button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function noticeWords({ kind, reason, untilMinute, withName }: NoticeView, say: DaysSay): string {
  return say(`notice_${kind}`, {
    reason: reason === null ? '' : say(`reason_${reason}`),
    until: untilMinute === null ? '' : clockOfMinute(untilMinute),
    with: withName ?? '',
  });
}
