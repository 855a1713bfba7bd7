import { SESSION_KINDS, type ViewingWindow } from '#contract/hours.ts';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from '../families/words.ts';
import { WeekHours } from './week-hours.tsx';
import { siteWords } from './words.ts';

/** A room's viewing windows to read: those for everyone first, then each kind of care that has its own. */
export function RoomWindows({ windows }: { windows: readonly ViewingWindow[] }) {
  const say = useWords(siteWords);
  const kindWord = useWords(familyWords);
  const own = SESSION_KINDS.map((kind) => ({ kind, spans: windows.filter(({ sessionKind }) => sessionKind === kind) }));
  return (
    <>
      <WeekHours spans={windows.filter(({ sessionKind }) => sessionKind === null)} whenEmpty={say('windowsFollow')} />
      {own
        .filter(({ spans }) => spans.length > 0)
        .map(({ kind, spans }) => (
          <div key={kind} className="ad-under">
            <span className="dim">{kindWord(`kind_${kind}`)}</span>
            <WeekHours spans={spans} whenEmpty="" />
          </div>
        ))}
    </>
  );
}
