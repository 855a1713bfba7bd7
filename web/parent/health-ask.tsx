import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HealthCase } from '#contract/health.ts';
import type { HealthCheckId } from '#contract/ids.ts';
import type { ParentHome } from '#contract/live.ts';
import { sendFollowUp } from '../features/health/health-api.ts';
import { useChoiceIds } from '../shared/choice-ids.ts';
import { clock } from '../shared/time.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { foundWords, periodWord } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { Call, Wrong } from './ask-parts.tsx';
import { askWords } from './ask-words.ts';
import { callName } from '../shared/call-name.ts';

type Child = ParentHome['children'][number];
type Answer = { kind: 'guardian_knows' | 'guardian_comes' | 'guardian_says'; note: string };

function useAnswer(checkId: HealthCheckId, onAnswered: () => void) {
  const client = useQueryClient();
  const ids = useChoiceIds();
  return useMutation({
    mutationFn: (step: Answer) => sendFollowUp(checkId, { followUpId: ids.of([checkId, step]), ...step }),
    onSuccess: () => {
      ids.forget();
      onAnswered();
      return client.invalidateQueries({ queryKey: ['own-health'] });
    },
  });
}

/** Something was found at a child: the words of the check, what happens next, and the answers. */
export function HealthAsk({ found, child }: { found: HealthCase; child: Child }) {
  const say = useWords(askWords);
  const language = useLanguage();
  const [note, setNote] = useState<string | null>(null);
  const answer = useAnswer(found.checkId, () => setNote(null));
  const title = say(titleOf(found), { child: callName(child) });
  const seen = {
    child: callName(child),
    period: periodWord(found.period, language),
    found: foundWords(found, language),
  };
  return (
    <section className="panel card ask" aria-label={title}>
      <div className="row">
        <Icon name="thermometer" size={18} weight={1.8} />
        <h3>{title}</h3>
        <span className="row-space" />
        <time dateTime={found.at}>{clock(found.at, child.timeZone)}</time>
      </div>
      <p>{say('healthFound', seen)}</p>
      {found.note && <p className="small">{found.note}</p>}
      <Standing found={found} timeZone={child.timeZone} />
      {found.state === 'closed' ? null : note === null ? (
        <div className="ask-answers">
          {found.state === 'waiting' && (
            <Button
              kind="primary"
              large
              disabled={answer.isPending}
              onClick={() => answer.mutate({ kind: 'guardian_knows', note: '' })}
            >
              {say('know')}
            </Button>
          )}
          {found.fetchedAt === null && (
            <Button
              large
              disabled={answer.isPending}
              onClick={() => answer.mutate({ kind: 'guardian_comes', note: '' })}
            >
              {say('come')}
            </Button>
          )}
          <Button large onClick={() => setNote('')}>
            {say('write')}
          </Button>
          <Call phone={child.sitePhone} />
        </div>
      ) : (
        <Write
          {...{ note, setNote }}
          isBusy={answer.isPending}
          onSend={() => answer.mutate({ kind: 'guardian_says', note })}
        />
      )}
      <Wrong error={answer.error} />
    </section>
  );
}

const answerOf = ({ followUps }: HealthCase) => followUps.findLast(({ kind }) => kind.startsWith('guardian_'));
const callOf = ({ followUps }: HealthCase) => followUps.findLast(({ kind }) => kind === 'called');

function titleOf(found: HealthCase): 'healthTitle' | 'healthHome' | 'healthAnswered' | 'healthCalled' {
  if (found.state === 'waiting') return 'healthTitle';
  if (found.fetchedAt !== null) return 'healthHome';
  return answerOf(found) ? 'healthAnswered' : 'healthCalled';
}

/** Where the child is by now, who was told, and whether an answer is still asked for. */
function Standing({ found, timeZone }: { found: HealthCase; timeZone: string }) {
  const say = useWords(askWords);
  const [answer, call] = [answerOf(found), callOf(found)];
  const lines = [
    answer && found.state !== 'closed' && said(answer, say, timeZone),
    !answer && call && found.state !== 'closed' && say('called', { by: call.by, time: clock(call.at, timeZone) }),
    found.fetchedAt !== null && say('fetched', { time: clock(found.fetchedAt, timeZone) }),
    found.state === 'waiting' && say(found.fetchedAt === null ? 'healthNext' : 'fetchedAsk'),
  ];
  return lines.map(
    (line) =>
      line && (
        <p key={line} className="small dim">
          {line}
        </p>
      ),
  );
}

function said(
  { kind, note, by, at }: HealthCase['followUps'][number],
  say: (key: 'said_knows' | 'said_comes' | 'said_says', values: Record<string, string>) => string,
  timeZone: string,
): string {
  const key = kind === 'guardian_comes' ? 'said_comes' : kind === 'guardian_says' ? 'said_says' : 'said_knows';
  return say(key, { by, note, time: clock(at, timeZone) });
}

type WriteProps = { note: string; setNote: (note: string | null) => void; isBusy: boolean; onSend: () => void };
function Write({ note, setNote, isBusy, onSend }: WriteProps) {
  const say = useWords(askWords);
  return (
    <form
      className="ask-write"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <label>
        {say('writeLabel')}
        <textarea rows={2} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="ask-answers">
        <Button type="submit" kind="primary" large disabled={isBusy || note.trim() === ''}>
          {say('send')}
        </Button>
        <Button large onClick={() => setNote(null)}>
          {say('cancel')}
        </Button>
      </div>
    </form>
  );
}
