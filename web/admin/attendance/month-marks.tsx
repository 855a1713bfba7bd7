import type { DayMark, MonthDay } from '#contract/month-sheets.ts';
import { useWords } from '../../shared/words/book.ts';
import { attendanceWords } from './words.ts';

type Drawn = Pick<MonthDay, 'mark' | 'isCorrected' | 'hasConflict'>;

/** Shapes that differ without their colours: full, half and open squares, a ring, a cross; a dot or a mark of its own in a corner. */
export function MarkShape({ mark, isCorrected, hasConflict }: Drawn) {
  return (
    <svg className={`at-mark at-mark-${mark}`} width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      {SHAPE[mark]}
      {isCorrected && <circle className="at-dot" cx="16.5" cy="3.5" r="2.8" />}
      {hasConflict && <path className="at-bang" d="M3 1v5M3 8.5v.5" />}
    </svg>
  );
}

const SQUARE = { x: 4, y: 4, width: 12, height: 12, rx: 1.5 };
const SHAPE: Record<DayMark, React.ReactNode> = {
  full: <rect {...SQUARE} className="at-fill" />,
  half: (
    <>
      <rect {...SQUARE} className="at-line" />
      <path d="M4 5.500a1.500 1.500 0 0 1 1.500-1.500H10v12H5.500A1.500 1.500 0 0 1 4 14.500z" className="at-fill" />
    </>
  ),
  here: (
    <>
      <rect {...SQUARE} className="at-line" />
      <circle cx="10" cy="10" r="3" className="at-fill" />
    </>
  ),
  gone: (
    <>
      <rect {...SQUARE} className="at-line" />
      <path d="M7 10h6" className="at-line" />
    </>
  ),
  open: (
    <>
      <rect {...SQUARE} className="at-line" strokeDasharray="3 2" />
      <path d="M8 8.200a2 2 0 1 1 2.800 1.900c-.6.300-.8.600-.8 1.200M10 13.700v.2" className="at-line" />
    </>
  ),
  'absent-reported': <circle cx="10" cy="10" r="5.500" className="at-line" />,
  'absent-unreported': <path d="M5 5l10 10M15 5L5 15" className="at-line" />,
  expected: <path d="M8 10h4" className="at-line" />,
  closed: null,
  'not-planned': null,
};

const SHOWN: readonly DayMark[] = [
  ...(['full', 'half', 'here', 'gone', 'open', 'absent-reported', 'absent-unreported', 'expected', 'closed'] as const),
];

/** What a mark is called. Nobody is awaited yet on a day to come. */
export const markKey = (mark: DayMark, isAhead: boolean) =>
  mark === 'expected' && isAhead ? 'mark_ahead' : (`mark_${mark}` as const);

/** What the shapes mean, beside the table. */
export function Legend() {
  const say = useWords(attendanceWords);
  const plain = { isCorrected: false, hasConflict: false };
  return (
    <ul className="at-legend" aria-label={say('legend')}>
      {SHOWN.map((mark) => (
        <li key={mark} className={mark === 'closed' ? 'at-legend-closed' : ''}>
          <MarkShape mark={mark} {...plain} />
          {say(markKey(mark, true))}
        </li>
      ))}
      <li>
        <MarkShape mark="full" isCorrected hasConflict={false} />
        {say('legend_corrected')}
      </li>
      <li>
        <MarkShape mark="full" isCorrected={false} hasConflict />
        {say('legend_conflict')}
      </li>
    </ul>
  );
}
