type Known = { name: string; phone: string };

/**
 * The guardian among those kept from the child by order whose phone or name this is; null for anybody else. Pure. A namesake
 * is taken for the guardian: the office can tell them apart, a form cannot.
 */
export function blockedAs<Guardian extends Known>(named: Known, blocked: readonly Guardian[]): Guardian | null {
  const name = lettersOf(named);
  const isNamesake = (guardian: Guardian) => name !== '' && lettersOf(guardian) === name;
  return blocked.find((guardian) => isSameNumber(named, guardian) || isNamesake(guardian)) ?? null;
}

/** Shorter ones are an office's extension, or half typed. */
const DIGITS_OF_A_NUMBER = 7;
const NUMBER_ENDS = -11;

/** However it is written: with the country's digits, a nought before it, or something behind it. */
function isSameNumber(a: Known, b: Known): boolean {
  const [one, other] = [digitsOf(a), digitsOf(b)];
  if (one.length < DIGITS_OF_A_NUMBER || other.length < DIGITS_OF_A_NUMBER) return false;
  return one.includes(other.slice(NUMBER_ENDS)) || other.includes(one.slice(NUMBER_ENDS));
}

const digitsOf = ({ phone }: Known): string => phone.normalize('NFKC').replaceAll(/\D/g, '');

/** What people are called beside their name. */
const TITLES = [
  '先生 女士 小姐 太太 夫人 师傅 老师 家长 爸爸 爸 妈妈 妈 父亲 母亲 老公 老婆 爷爷 爷 奶奶 外公 外婆 姥爷 姥姥 公公 婆婆',
  '叔叔 叔 婶婶 婶 阿姨 姨妈 姨父 姨夫 姨 伯伯 伯父 伯母 伯 舅舅 舅妈 舅 姑姑 姑妈 姑父 姑夫 姑 哥哥 哥 弟弟 姐姐 姐夫 姐 妹妹 嫂子 嫂',
]
  .join(' ')
  .replaceAll(' ', '|');
/** Which of them: 大伯, 小姨, 表哥. A number is of the title where a name stands before it: 李强二叔, but 张三 and his uncle. */
const BEHIND = new RegExp(`(?:(?:[大小老表堂]|(?<=\\p{L}{2})[二三])?(?:${TITLES}))+$`, 'u');
const BEFORE = /^(?:mr|mrs|ms|miss)(?:[.\s]+|(?=\p{Script=Han}))/iu;

/**
 * A title, what is said in brackets, a dot, a space, the width of a letter or one that is not seen makes no other name. Of a
 * surname alone the title is a part: thousands share the surname.
 */
function lettersOf({ name }: Known): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
  const whole = onlyLetters(plain);
  const bare = onlyLetters(onlyLetters(plain.replace(BEFORE, '')).replace(BEHIND, ''));
  return /../u.test(bare) ? bare : whole;
}

const onlyLetters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
