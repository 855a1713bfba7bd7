import type { RoomChild } from '#contract/attendance.ts';
import type { HealthCase, HealthFollowUp } from '#contract/health.ts';
import type { Say } from '../shared/words/book.ts';
import type { sheetHealthWords } from './health-sheet-words.ts';

type SayHealth = Say<(typeof sheetHealthWords)['keys'][number]>;
type Guardians = RoomChild['guardians'];

const SAID = {
  guardian_knows: 'family_knows',
  guardian_comes: 'family_comes',
  guardian_says: 'family_answered',
} as const satisfies Partial<Record<HealthFollowUp['kind'], unknown>>;

const isSaid = (kind: HealthFollowUp['kind']): kind is keyof typeof SAID => kind in SAID;

/**
 * What the family answered last, said of whoever is meant to the children: 妈妈来接. With `note`, in their own words as
 * well. Null when nobody of the family has answered.
 */
export function familyAnswer(
  { followUps }: HealthCase,
  guardians: Guardians,
  { say, note }: { say: SayHealth; note: boolean },
): string | null {
  const last = followUps.findLast(({ kind }) => isSaid(kind));
  if (!last || !isSaid(last.kind)) return null;
  const who = guardians.find(({ name }) => name === last.by)?.relation ?? last.by;
  if (note && last.kind === 'guardian_says') return say('family_says', { who, note: last.note });
  const words = say(SAID[last.kind], { who });
  return note && last.note ? `${words} · ${last.note}` : words;
}
