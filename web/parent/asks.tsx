import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HealthCase } from '#contract/health.ts';
import type { ParentHome } from '#contract/live.ts';
import { giveNotice } from '../features/day-notices/notices-api.ts';
import { sendFollowUp } from '../features/health/health-api.ts';
import { useOwnHealth } from '../features/health/use-own-health.ts';
import { randomId } from '../shared/random-id.ts';
import { dateIn } from '../shared/site-time.ts';
import { clock } from '../shared/time.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { foundWords, periodWord } from '../shared/words/health.ts';
import { useLanguage } from '../shared/words/language.ts';
import { askWords } from './ask-words.ts';
import { callName } from './verdict.ts';

type Child = ParentHome['children'][number];

/** What needs a parent's answer, before everything else: something found at a child, and a child that did not come. */
export function Asks({ home }: { home: ParentHome }) {
  const { data } = useOwnHealth();
  const childOf = (childId: string) => home.children.find((child) => child.childId === childId);
  const open = data?.cases.filter(({ state }) => state === 'waiting' || state === 'answered') ?? [];
  return (
    <>
      {open.map((found) => {
        const child = childOf(found.childId);
        return child && <HealthAsk key={found.checkId} found={found} child={child} />;
      })}
      {home.children
        .filter(({ word }) => word.unexplainedSince !== null)
        .map((child) => (
          <AbsenceAsk key={child.childId} child={child} now={home.now} />
        ))}
    </>
  );
}

function HealthAsk({ found, child }: { found: HealthCase; child: Child }) {
  const say = useWords(askWords);
  const language = useLanguage();
  const client = useQueryClient();
  const [note, setNote] = useState<string | null>(null);
  const answer = useMutation({
    mutationFn: (step: { kind: 'guardian_knows' | 'guardian_comes' | 'guardian_says'; note: string }) =>
      sendFollowUp(found.checkId, { followUpId: randomId(), ...step }),
    onSuccess: () => {
      setNote(null);
      return client.invalidateQueries({ queryKey: ['own-health'] });
    },
  });
  const told = found.followUps.findLast(({ kind }) => kind.startsWith('guardian_'));
  const seen = {
    child: callName(child),
    period: periodWord(found.period, language),
    found: foundWords(found, language),
  };
  return (
    <section className="panel card ask" aria-label={say('healthTitle')}>
      <div className="row">
        <Icon name="thermometer" size={18} weight={1.8} />
        <h3>{say('healthTitle')}</h3>
        <span className="row-space" />
        <time dateTime={found.at}>{clock(found.at, child.timeZone)}</time>
      </div>
      <p>{say('healthFound', seen)}</p>
      {found.note && <p className="small">{found.note}</p>}
      <p className="small dim">{told ? said(told, say, child.timeZone) : say('healthNext')}</p>
      {note === null ? (
        <div className="ask-answers">
          <Button
            kind="primary"
            large
            disabled={answer.isPending}
            onClick={() => answer.mutate({ kind: 'guardian_knows', note: '' })}
          >
            {say('know')}
          </Button>
          <Button large disabled={answer.isPending} onClick={() => answer.mutate({ kind: 'guardian_comes', note: '' })}>
            {say('come')}
          </Button>
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

const REASONS = ['sick', 'family', 'other'] as const;

function AbsenceAsk({ child, now }: { child: Child; now: string }) {
  const say = useWords(askWords);
  const client = useQueryClient();
  const today = dateIn(child.timeZone, now);
  const tell = useMutation({
    mutationFn: (reason: (typeof REASONS)[number]) =>
      giveNotice({ kind: 'absence', childId: child.childId, fromDay: today, toDay: today, reason }),
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

function Call({ phone }: { phone: string }) {
  const say = useWords(askWords);
  if (phone === '') return null;
  return (
    <a className="button button-large" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
      <Icon name="phone" size={16} />
      {say('call')}
    </a>
  );
}

function Wrong({ error }: { error: unknown }) {
  const language = useLanguage();
  return (
    <p role="alert" className="ask-wrong">
      {error !== null && errorSentence(error, language)}
    </p>
  );
}
