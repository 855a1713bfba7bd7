import type { DashboardSite } from '#contract/dashboard.ts';
import { useWords } from '../../shared/words/book.ts';
import { overviewWords } from './words.ts';

const WIDTH = 70;
/** Where the limit stands, so that what goes beyond it can be seen. */
const LIMIT_AT = 52;

type Room = NonNullable<DashboardSite['tightestRoom']>;

/** How full the hands of a site's tightest room are: the line is the limit of its kind. */
export function RatioBar({ room }: { room: Room | null }) {
  const say = useWords(overviewWords);
  if (!room) return <span className="dim">{say('nobodyIn')}</span>;
  const { classroomName, present, caregivers, ratio } = room;
  const load = caregivers === 0 ? Number.POSITIVE_INFINITY : present / (caregivers * ratio);
  const isOver = load > 1;
  const words = caregivers === 0 ? say('noCaregiver', { n: present }) : `1:${rounded(present / caregivers)}`;
  const whole = say('ratioSpoken', { room: classroomName, present, caregivers, ratio });
  return (
    <span className="ov-ratio" title={whole} aria-label={whole} role="img">
      <svg width={WIDTH} height={12} aria-hidden="true">
        <rect y={2} width={WIDTH} height={8} rx={4} className="ov-track" />
        <rect
          y={2}
          width={Math.min(WIDTH, load * LIMIT_AT)}
          height={8}
          rx={4}
          className={isOver ? 'ov-over' : 'ov-load'}
        />
        <rect x={LIMIT_AT - 1} width={2} height={12} className="ov-limit" />
      </svg>
      <span className={isOver ? 'ad-red' : ''}>
        {isOver && '! '}
        {words}
      </span>
      <small className="dim">{classroomName}</small>
    </span>
  );
}

const rounded = (n: number): string => String(Math.round(n * 10) / 10);
