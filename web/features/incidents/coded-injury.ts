import { INJURIES } from '#contract/incident-details.ts';
import type { Say } from '../../shared/words/book.ts';
import type { incidentWords } from './words.ts';

/** 05 烧烫伤: an injury with its number in the register of injured children (附件4 表9). */
export const codedInjury = (
  injury: (typeof INJURIES)[number],
  words: Say<(typeof incidentWords)['keys'][number]>,
): string => `${String(INJURIES.indexOf(injury) + 1).padStart(2, '0')} ${words(`injury_${injury}`)}`;
