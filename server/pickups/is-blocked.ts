type Known = { name: string; phone: string };

/**
 * The guardian among those kept from the child by order whose phone or name this is; null for anybody else. Pure. A namesake
 * is taken for the guardian: the office can tell them apart, a form cannot.
 */
export function blockedAs<Guardian extends Known>(named: Known, blocked: readonly Guardian[]): Guardian | null {
  const letters = lettersOf(named);
  return blocked.find((guardian) => isSameNumber(named, guardian) || lettersOf(guardian) === letters) ?? null;
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
const TITLES =
  /(?:先生|女士|小姐|太太|爸爸|妈妈|爷爷|奶奶|外公|外婆|姥爷|姥姥|叔叔|阿姨|伯伯|师傅|老师)+$|^(?:mr|mrs|ms|miss)(?:[.\s]+|(?=\p{Script=Han}))/giu;

/** A title, what is said in brackets, a dot, a space, the width of a letter or one that is not seen makes no other name. */
function lettersOf({ name }: Known): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/\([^)]*\)|\p{Default_Ignorable_Code_Point}/gu, '')
    .trim();
  const bare = plain.replaceAll(TITLES, '');
  return onlyLetters(bare) || onlyLetters(plain);
}

const onlyLetters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase();
