import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import type { IncidentPage } from './incident-sheet-pages.ts';
import { incidentSheetWords } from './incident-sheet-words.ts';

type StripProps = {
  pages: readonly IncidentPage[];
  page: IncidentPage;
  isFilled: (page: IncidentPage) => boolean;
  onPage: (page: IncidentPage) => void;
};

/** Every question, and which of them have an answer: a tap goes there. */
export function IncidentStrip({ pages, page, isFilled, onPage }: StripProps) {
  const say = useWords(incidentSheetWords);
  if (pages.length < 2) return null;
  return (
    <nav className="tb-inc-strip" aria-label={say('strip')}>
      {pages.map((each) => {
        const words = say(`page_${each}`);
        const isDone = isFilled(each);
        const label = each === 'overview' ? words : say(isDone ? 'filled' : 'open', { page: words });
        return (
          <button
            key={each}
            type="button"
            className={isDone ? 'tb-inc-done' : undefined}
            aria-current={each === page ? 'step' : undefined}
            aria-label={label}
            onClick={() => onPage(each)}
          >
            {isDone ? <Icon name="check" size={18} weight={3} /> : <i />}
            {words}
          </button>
        );
      })}
    </nav>
  );
}
