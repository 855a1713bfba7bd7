import { expect, test } from '@jest/globals';
import {
  ACTIVITIES,
  BODY_PARTS,
  COMPANIES,
  IncidentDetails,
  INJURIES,
  PLACES,
  TREATMENTS,
} from '../../../server/contract/incident-details.ts';
import * as words from '../../../server/incident-register/register-words.ts';

test('codes are the places of the words in the lists of the form, from 1', () => {
  expect(INJURIES.map((injury) => words.injuryCode(injury)?.split('=')[0])).toEqual(
    Array.from({ length: 12 }, (_, n) => String(n + 1)),
  );
  expect(words.injuryCode('traffic')).toBe('1=交通事故');
  expect(words.injuryCode('assault')).toBe('12=他伤或攻击伤');
  expect(words.injuryCode(null)).toBeNull();
  const last = IncidentDetails.parse({
    place: PLACES.at(-1),
    activity: ACTIVITIES.at(-1),
    company: COMPANIES.at(-1),
    treated: TREATMENTS.at(-1),
  });
  expect([words.placeCode(last), words.activityCode(last), words.companyCode(last), words.treatedCode(last)]).toEqual([
    ...['6=其他地点', '8=其他活动', '4=其他人', '3=其他处理'],
  ]);
});

test('every part of the body has its own words in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    const said = BODY_PARTS.map((part) => words.partWord(part, language));
    expect(new Set(said).size).toBe(BODY_PARTS.length);
    expect(said.filter((word) => BODY_PARTS.includes(word as (typeof BODY_PARTS)[number]))).toEqual([]);
  }
});
