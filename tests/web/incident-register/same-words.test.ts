import { expect, test } from '@jest/globals';
import { BODY_PARTS } from '#contract/incident-details.ts';
import * as files from '../../../server/incident-register/register-words.ts';
import { partName } from '../../../web/features/incidents/body-parts.ts';
import { incidentWords } from '../../../web/features/incidents/words.ts';
import { sayIn } from '../../../web/shared/words/book.ts';

const LISTS = {
  kind: files.KIND_WORDS,
  state: files.STATE_WORDS,
  injury: files.INJURY_WORDS,
  place: files.PLACE_WORDS,
  activity: files.ACTIVITY_WORDS,
  company: files.COMPANY_WORDS,
  treated: files.TREATED_WORDS,
} as const;
type Key = (typeof incidentWords)['keys'][number];

test.each(['zh', 'en'] as const)('files say the same words as the screens (%s)', (language) => {
  for (const [name, list] of Object.entries(LISTS))
    for (const [key, words] of Object.entries(list))
      expect([key, words[language]]).toEqual([key, sayIn(language, incidentWords, `${name}_${key}` as Key)]);
  expect(files.REVIEWED_WORDS[language]).toBe(sayIn(language, incidentWords, 'state_reviewed'));
  for (const part of BODY_PARTS)
    expect(files.partWord(part, language)).toBe(
      partName(part, (key, values) => sayIn(language, incidentWords, key, values)),
    );
});
