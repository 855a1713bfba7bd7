import { useEffect, useMemo, useRef, useState } from 'react';
import type { EventView } from '#contract/events.ts';
import { clock } from '../../shared/time.ts';
import { Empty } from '../../shared/ui/empty.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
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
  const lines = useMemo(
    () =>
      withoutIdleReturns(events)
        .map((event) => lineOf(event, say, timeZone, language))
        .filter((line) => line !== null)
        .reverse(),
    [events, say, timeZone, language],
  );
  const [firstLook] = useState(() => lines[0]?.position ?? 0);
  if (lines.length === 0) return <Empty icon="list">{say('empty')}</Empty>;
  return (
    <>
      <ol className="feed">
        {lines.slice(0, atMost).map((line) => (
          <Line key={line.position} line={line} timeZone={timeZone} isFresh={line.position > firstLook} />
        ))}
      </ol>
      <Spoken lines={lines} after={firstLook} />
    </>
  );
}

function Line({ line, timeZone, isFresh }: { line: FeedLine; timeZone: string | undefined; isFresh: boolean }) {
  const say = useWords(feedWords);
  return (
    <li className={isFresh ? 'feed-fresh' : undefined}>
      <span className={`feed-mark pill-${line.tone}`}>
        <Icon name={line.icon} size={15} weight={2.2} />
      </span>
      <time dateTime={line.at}>{clock(line.at, timeZone)}</time>
      <div>
        <b>
          {line.title}
          {isFresh && <span className="feed-new">{say('fresh')}</span>}
        </b>
        {line.detail !== null && <span>{line.detail}</span>}
      </div>
    </li>
  );
}

const GATHER_MS = 1_000;

/** Several lines that come at once are one sentence, so that a screen reader is not talked over. */
function Spoken({ lines, after }: { lines: readonly FeedLine[]; after: number }) {
  const spokenUpTo = useRef(after);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const fresh = lines.filter(({ position }) => position > spokenUpTo.current);
      if (fresh.length === 0) return;
      spokenUpTo.current = Math.max(...fresh.map(({ position }) => position));
      setSentence(fresh.map(({ title, detail }) => [title, detail].filter(Boolean).join('，')).join('；'));
    }, GATHER_MS);
    return () => clearTimeout(timer);
  }, [lines]);
  return (
    <p className="unseen" aria-live="polite">
      {sentence}
    </p>
  );
}
