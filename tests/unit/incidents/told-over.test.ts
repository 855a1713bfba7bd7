import { expect, test } from '@jest/globals';
import { ChildDetails, IncidentDetails } from '../../../server/contract/incident-details.ts';
import { isToldStale, toldOver } from '../../../server/contract/told-over.ts';

const KEXIN = '0b6c1c1e-0000-4000-8000-000000000002';
const details = IncidentDetails.parse({ place: 'activity-room', firstAid: '冷敷' });
const share = ChildDetails.parse({ childId: KEXIN, injury: 'fall', marks: ['front-face'], told: '摔了一下' });
const written = { ...share, toldOver: toldOver(details, share) };

test('words are as new as what they are made of; a space or another order changes nothing', () => {
  expect(isToldStale(details, written)).toBe(false);
  expect(isToldStale({ ...details, firstAid: '冷敷 ', cause: '地滑' }, written)).toBe(false);
  const two = { ...written, marks: ['front-neck', 'front-face'] as ChildDetails['marks'] };
  const over = toldOver(details, { ...two, marks: [...two.marks].reverse() });
  expect(isToldStale(details, { ...two, toldOver: over })).toBe(false);
});

test.each<[string, Partial<IncidentDetails>, Partial<ChildDetails>]>([
  ['another mark', {}, { marks: ['front-neck'] }],
  ['another injury', {}, { injury: 'sharp' }],
  ['another place', { place: 'outdoors' }, {}],
  ['more first aid', { firstAid: '冷敷，去医院' }, {}],
  ['a hospital', { treated: 'hospital' }, {}],
])('%s makes them stale', (_, more, moreOfChild) => {
  expect(isToldStale({ ...details, ...more }, { ...written, ...moreOfChild })).toBe(true);
});

test('of no words, and of words of which nobody knows over what they were written, nothing is said', () => {
  expect(isToldStale(details, { ...written, told: ' ', toldOver: 'other' })).toBe(false);
  expect(isToldStale(details, share)).toBe(false);
});
