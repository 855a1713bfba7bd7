import { PhotoFault } from '#contract/pickups.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { sayIn } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import type { Language } from '../../shared/words/language.ts';
import { pickupWords } from './words.ts';

/** Why a person or a photo was not taken. */
export function pickupSentence(error: unknown, language: Language): string {
  const fields = error instanceof ProblemError ? error.problem.fields : undefined;
  const fault = PhotoFault.safeParse(fields?.['file']);
  if (fault.success) return sayIn(language, pickupWords, `photo_${fault.data}`);
  if (fields?.['childId'] === 'too-many') return sayIn(language, pickupWords, 'tooMany');
  return errorSentence(error, language);
}
