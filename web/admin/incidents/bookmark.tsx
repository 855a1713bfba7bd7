import type { IncidentFile } from '#contract/incident-file.ts';
import { clock, minutesBetween } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { incidentScreenWords } from './words.ts';

const AROUND_MS = 5 * 60_000;
const WIDTH = 276;

/** What of the time around it is marked to be kept if it is recorded, with a little of what is not. */
export function Bookmark({ file, timeZone }: { file: IncidentFile; timeZone: string }) {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  const [hold] = file.holds;
  const cameras = listOf(
    file.holds.map(({ cameraName }) => cameraName),
    language,
  );
  return (
    <section className="card in-bookmark" aria-labelledby="in-bookmark">
      <h3 id="in-bookmark">{say('bookmark')}</h3>
      {hold ? (
        <>
          <Held from={hold.from} to={hold.to} at={file.happenedAt} timeZone={timeZone} />
          <p className="small dim">
            {say('heldOf', { cameras, from: clock(hold.from, timeZone), to: clock(hold.to, timeZone) })}
          </p>
        </>
      ) : (
        <p className="dim">{say(file.state === 'withdrawn' && !file.isGrave ? 'holdEnded' : 'noHold')}</p>
      )}
    </section>
  );
}

function Held({ from, to, at, timeZone }: { from: string; to: string; at: string; timeZone: string }) {
  const say = useWords(incidentScreenWords);
  const first = Date.parse(from) - AROUND_MS;
  const span = Date.parse(to) + AROUND_MS - first;
  const x = (instant: string): number => ((Date.parse(instant) - first) / span) * WIDTH;
  const time = (instant: string): string => clock(instant, timeZone);
  return (
    <svg
      className="in-held"
      viewBox={`0 0 ${WIDTH} 74`}
      role="img"
      aria-label={say('heldSays', { from: time(from), to: time(to), at: time(at) })}
    >
      <rect className="in-held-around" y="24" width={WIDTH} height="22" rx="4" />
      <rect className="in-held-kept" x={x(from)} y="24" width={x(to) - x(from)} height="22" />
      <path className="in-held-at" d={`M${x(at)},14V52`} />
      <circle className="in-held-dot" cx={x(at)} cy="12" r="6" />
      <text className="in-held-said" x={x(at) + 10} y="39">
        {say('heldMinutes', { n: minutesBetween(from, to) })}
      </text>
      <text x={x(from)} y="66" textAnchor="middle">
        {time(from)}
      </text>
      <text className="in-held-when" x={x(at)} y="66" textAnchor="middle">
        {time(at)}
      </text>
      <text x={x(to)} y="66" textAnchor="middle">
        {time(to)}
      </text>
    </svg>
  );
}
