import type { BoardChild } from '#contract/day-board.ts';
import { byName } from '../../shared/by-name.ts';

export const BOARD_STATES = ['all', 'look', 'here', 'left', 'expected', 'absent'] as const;
export type BoardState = (typeof BOARD_STATES)[number];
export type BoardAsked = { room: string; search: string; state: BoardState };

export const asBoardState = (text: string): BoardState => BOARD_STATES.find((state) => state === text) ?? 'all';

/** Somebody should look at it: records that contradict one another, nobody who answered, no departure. */
export const isToSeeTo = ({ conflicts, alerts, mark }: BoardChild): boolean =>
  conflicts.length > 0 || alerts.length > 0 || mark === 'open' || mark === 'absent-unreported';

const IS: Record<BoardState, (child: BoardChild) => boolean> = {
  all: () => true,
  look: isToSeeTo,
  here: ({ mark }) => mark === 'here',
  left: ({ mark }) => mark === 'gone' || mark === 'full' || mark === 'half',
  expected: ({ mark }) => mark === 'expected',
  absent: ({ mark }) => mark === 'absent-reported' || mark === 'absent-unreported',
};

/** Contradictions, then what nobody answered, then the others; each by name. */
const rankOf = (child: BoardChild): number => {
  if (child.conflicts.length > 0) return 0;
  if (child.alerts.length > 0) return 1;
  return isToSeeTo(child) ? 2 : 3;
};

const ofRoom = (room: string) => (child: BoardChild) =>
  room === '' || child.classroomId === room || child.lastRoomId === room;

export function boardRows(children: readonly BoardChild[], { room, search, state }: BoardAsked): BoardChild[] {
  const text = search.trim().toLowerCase();
  return children
    .filter(ofRoom(room))
    .filter(IS[state])
    .filter(({ name, number }) => `${name} ${number ?? ''}`.toLowerCase().includes(text))
    .sort((a, b) => rankOf(a) - rankOf(b) || byName(a, b));
}

export const boardCounts = (children: readonly BoardChild[], room: string): Record<BoardState, number> => {
  const own = children.filter(ofRoom(room));
  return Object.fromEntries(BOARD_STATES.map((state) => [state, own.filter(IS[state]).length])) as Record<
    BoardState,
    number
  >;
};
