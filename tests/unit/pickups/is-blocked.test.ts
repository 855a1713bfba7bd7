import { expect, test } from '@jest/globals';
import { blockedAs } from '../../../server/pickups/is-blocked.ts';

const FATHER = { id: 'father', name: '李强', phone: '13600001111' };
const who = (name: string, phone: string) => blockedAs({ name, phone }, [FATHER])?.id ?? null;

test.each([
  ['his number under another name', '王叔叔', '136-0000-1111'],
  ['his number with the country’s', '王叔叔', '+86 136 0000 1111'],
  ['his number in wide digits', '王叔叔', '１３６００００１１１１'],
  ['his name with another number', '李强', '13999999999'],
  ['his number with the country’s and no sign', '王叔叔', '8613600001111'],
  ['his number with a nought in brackets', '王叔叔', '+86 (0)13600001111'],
  ['his number with a nought before it', '王叔叔', '013600001111'],
  ['his number with something behind it', '王叔叔', '13600001111 0'],
  ['his name spaced', '李 强', '13999999999'],
  ['his name with a dash', '李-强', '13999999999'],
  ['his name with what he is', '李强（爸爸）', '13999999999'],
  ...[
    '先生',
    '爸爸',
    '叔叔',
    '师傅',
    ' 女士',
    '爸',
    '舅舅',
    '舅妈',
    '姑姑',
    '姑父',
    '大伯',
    '二叔',
    '表哥',
    '小姨',
    '哥哥',
  ].map((title): [string, string, string] => [`his name with ${title} behind it`, `李强${title}`, '13999999999']),
  ['his name with a title before it', 'Mr. 李强', '13999999999'],
  ...['\u200b', '\u200d', '\u00ad', '\u2060', '\u3164', '\u202e'].map((unseen): [string, string, string] => [
    `his name with U+${unseen.charCodeAt(0).toString(16)} in it`,
    `李${unseen}强`,
    '13999999999',
  ]),
])('%s is he', (_how, name, phone) => {
  expect(who(name, phone)).toBe('father');
});

test('a title is no name by itself, and a name may begin as one does', () => {
  const among = (name: string, blocked: string) =>
    blockedAs({ name, phone: '' }, [{ ...FATHER, name: blocked }]) !== null;
  expect(among('爸爸', '妈妈')).toBe(false);
  expect(among('Mr', '先生')).toBe(false);
  expect(among('Hass', 'Mr Hass')).toBe(true);
  expect(among('MRS HASS', 'Hass')).toBe(true);
  expect(among('Iriam', 'Msiriam')).toBe(false);
  expect(among('哈斯先生', '哈斯')).toBe(true);
  expect(among('Mr哈斯', '哈斯叔叔先生')).toBe(true);
});

test.each([
  ['李女士', '李先生'],
  ['王阿姨', '王师傅'],
  ['王大姐', '王大哥'],
  ['王小姐', '王小姨'],
  ['…', '。'],
  ['（妈妈）', '？'],
])('%s is not %s: of a surname the title is a part, and what has no letters is no name', (name, blocked) => {
  expect(blockedAs({ name, phone: '' }, [{ ...FATHER, name: blocked }])).toBeNull();
});

test.each([
  ['李 先生', '李先生'],
  ['张三叔', '张三'],
  ['Mr 李先生', 'Mr.李先生'],
])('%s is %s', (name, blocked) => {
  expect(blockedAs({ name, phone: '' }, [{ ...FATHER, name: blocked }])).not.toBeNull();
});

test('anybody else is not, and no number is nobody’s', () => {
  expect(who('李强军', '13999999999')).toBeNull();
  expect(who('王叔叔', '13600001112')).toBeNull();
  expect(blockedAs({ name: '王叔叔', phone: '1111' }, [FATHER])).toBeNull();
  expect(blockedAs({ name: '王叔叔', phone: '' }, [{ ...FATHER, phone: '' }])).toBeNull();
  expect(blockedAs({ name: '李强', phone: '13600001111' }, [])).toBeNull();
});
