import type { IncidentFamily, IncidentFile, IncidentLine } from '#contract/incident-file.ts';
import { useWords } from '../../shared/words/book.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { relationIn } from '../../shared/words/relation.ts';
import { SOMEBODY_ELSE } from './call.ts';
import { incidentScreenWords } from './words.ts';

/** 妈妈 何雪 · Mother 何雪 */
export const guardianName = ({ relation, name }: { relation: string; name: string }, language: Language): string =>
  `${relationIn(relation, language)} ${name}`;

/** Whom a call went to; one who may be told no more is of the family all the same. */
export function useWhoCalled(
  families: IncidentFile['families'],
): (line: Pick<IncidentLine, 'childId' | 'guardianId'>) => string {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  return ({ childId, guardianId }) => {
    if (guardianId === null) return say('somebodyElse');
    const family = families.find((each) => each.childId === childId);
    const guardian = family?.guardians.find(({ userId }) => userId === guardianId);
    return guardian ? guardianName(guardian, language) : say('formerGuardian');
  };
}

/** Whom one may have called, each with the number to call. */
export function useWhomOptions(guardians: IncidentFamily['guardians']): { value: string; label: string }[] {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  return [
    ...guardians.map((guardian) => ({
      value: guardian.userId,
      label: [guardianName(guardian, language), guardian.phone].filter(Boolean).join(' · '),
    })),
    { value: SOMEBODY_ELSE, label: say('somebodyElse') },
  ];
}
