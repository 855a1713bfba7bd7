import type { RoomHistory } from '#contract/staffing.ts';
import { RULE_WORD } from '../../features/staffing/words.ts';
import { clock, clockOfEnd } from '../../shared/time.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { staffingWords } from './words.ts';

/** When the room was over a limit, with what the limit was then and whose word it is. */
export function BreachList({ history }: { history: RoomHistory }) {
  const say = useWords(staffingWords);
  const language = useLanguage();
  if (history.steps.every(({ children }) => children === 0)) return null;
  return (
    <section className="st-breaches" aria-label={say('breaches')}>
      <h2>{say('breaches')}</h2>
      {history.breaches.length === 0 && <p className="dim">{say('noBreaches')}</p>}
      <ul>
        {history.breaches.map(({ kind, from, to, children, staff, limit, rule, isTold }) => (
          <li key={`${kind} ${from}`}>
            <b className="ad-red st-breach">
              <Icon name="alarm" /> {say(`breach_${kind}`)}
            </b>{' '}
            {say('breachOf', {
              ...{ children, staff },
              from: clock(from, history.timeZone),
              to: clockOfEnd(to, history.timeZone),
              limit: kind === 'ratio' ? `1:${limit}` : String(limit),
              rule: RULE_WORD[rule][language],
            })}
            {limit !== history[kind].limit && say('limitThen')}
            {!isTold && <span className="dim">{say('foundLater')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
