import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ParentHome } from '#contract/live.ts';
import { giveNotice } from '../features/day-notices/notices-api.ts';
import { useChoiceIds } from '../shared/choice-ids.ts';
import { dateIn } from '../shared/site-time.ts';
import { clock } from '../shared/time.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { Call, Wrong } from './ask-parts.tsx';
import { askWords } from './ask-words.ts';
import { callName } from '../shared/call-name.ts';

type Child = ParentHome['children'][number];
const REASONS = ['sick', 'family', 'other'] as const;

/** A child that was expected and did not come: an absence by one tap. */
export function AbsenceAsk({ child, now }: { child: Child; now: string }) {
  const say = useWords(askWords);
  const client = useQueryClient();
  const today = dateIn(child.timeZone, now);
  const ids = useChoiceIds();
  const tell = useMutation({
    mutationFn: (reason: (typeof REASONS)[number]) => {
      const told = { kind: 'absence' as const, childId: child.childId, fromDay: today, toDay: today, reason };
      return giveNotice(ids.of(told), told);
    },
    onSuccess: () => ids.forget(),
    onSettled: () => client.invalidateQueries({ queryKey: ['home'] }),
  });
  const since = child.word.unexplainedSince;
  return (
    <section className="panel card ask" aria-label={say('absentTitle', { child: callName(child) })}>
      <div className="row">
        <Icon name="clock" size={18} weight={1.8} />
        <h3>{say('absentTitle', { child: callName(child) })}</h3>
      </div>
      <p>{say('absentLead', { time: since === null ? '' : clock(since, child.timeZone) })}</p>
      <div className="ask-answers" role="group" aria-label={say('absentAsk')}>
        <span className="small dim">{say('absentAsk')}</span>
        {REASONS.map((reason) => (
          <Button key={reason} kind="primary" large disabled={tell.isPending} onClick={() => tell.mutate(reason)}>
            {say(`absent_${reason}`)}
          </Button>
        ))}
        <Call phone={child.sitePhone} />
      </div>
      <Wrong error={tell.error} />
    </section>
  );
}
