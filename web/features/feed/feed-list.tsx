import { useEffect, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { EventView } from '#contract/events.ts';
import { clockAndDay, isSameDay } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { lineOf, withoutIdleReturns } from './event-line.ts';
import type { FeedLine } from './feed-line.ts';
import { feedWords } from './words.ts';
import './feed.css';

export type FeedListProps = { events: readonly EventView[]; timeZone: string | undefined; atMost?: number };

/** The day's lines, newest first. What comes while one looks is marked, and spoken in one sentence. */
export function FeedList({ events, timeZone, atMost }: FeedListProps) {
  const say = useWords(feedWords);
  const language = useLanguage();
  const now = useNow(60_000);
  const lines = useMemo(
    () =>
      withoutIdleReturns(events)
        .map((event) => lineOf(event, say, timeZone, language))
        .filter((line) => line !== null)
        .map((line) => ({
          ...line,
          when: clockAndDay(line.at, language, timeZone, now),
          isOfToday: isSameDay(line.at, now, timeZone),
        }))
        .reverse(),
    [events, say, timeZone, language, now],
  );
  const [firstLook] = useState(() => lines[0]?.position ?? 0);
  if (lines.length === 0) return <Empty icon="list">{say('empty')}</Empty>;
  return (
    <>
      <ol className="feed">
        {lines.slice(0, atMost).map((line) => (
          <Line key={line.position} line={line} isFresh={line.position > firstLook} />
        ))}
      </ol>
      <Spoken lines={lines} after={firstLook} />
    </>
  );
}

/** What was recorded late says the day on which it happened. */
type Told = FeedLine & { when: string; isOfToday: boolean };

function Line({ line, isFresh }: { line: Told; isFresh: boolean }) {
  const say = useWords(feedWords);
  const marks = [isFresh && 'feed-fresh', !line.isOfToday && 'feed-earlier'].filter(Boolean).join(' ');
  return (
    <li {...(marks !== '' && { className: marks })}>
      <span className={`feed-mark pill-${line.tone}`}>
        <Icon name={line.icon} size={15} weight={2.2} />
      </span>
      <time dateTime={line.at}>{line.when}</time>
      <div>
        <b>
          {line.to === undefined ? line.title : <Link to={line.to}>{line.title}</Link>}
          {isFresh && <span className="feed-new">{say('fresh')}</span>}
        </b>
        {line.detail !== null && <span>{line.detail}</span>}
      </div>
    </li>
  );
}

const GATHER_MS = 1_000;

/** Several lines that come at once are one sentence, so that a screen reader is not talked over. */
function Spoken({ lines, after }: { lines: readonly Told[]; after: number }) {
  const spokenUpTo = useRef(after);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const fresh = lines.filter(({ position }) => position > spokenUpTo.current);
      if (fresh.length === 0) return;
      spokenUpTo.current = Math.max(...fresh.map(({ position }) => position));
      setSentence(
        fresh
          .map(({ isOfToday, when, title, detail }) =>
            [isOfToday ? null : when, title, detail].filter(Boolean).join('，'),
          )
          .join('；'),
      );
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [lines]);
  return (
    <p className="unseen" aria-live="polite">
      {sentence}
    </p>
  );
}
