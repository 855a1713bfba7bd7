import { expect, test } from '@jest/globals';
import { blockedAs } from '../../../server/pickups/is-blocked.ts';

const FATHER = { id: 'father', name: '李强', phone: '13600001111' };
const who = (name: string, phone: string) => blockedAs({ name, phone }, [FATHER])?.id ?? null;

test.each([
  ['his number under another name', '王叔叔', '136-0000-1111'],
  ['his number with the country’s', '王叔叔', '+86 136 0000 1111'],
  ['his number in wide digits', '王叔叔', '１３６００００１１１１'],
  ['his name with another number', '李强', '13999999999'],
  ['his name spaced', '李 强', '13999999999'],
])('%s is he', (_how, name, phone) => {
  expect(who(name, phone)).toBe('father');
});

test('anybody else is not, and no number is nobody’s', () => {
  expect(who('李强军', '13999999999')).toBeNull();
  expect(blockedAs({ name: '王叔叔', phone: '' }, [{ ...FATHER, phone: '' }])).toBeNull();
  expect(blockedAs({ name: '李强', phone: '13600001111' }, [])).toBeNull();
});
