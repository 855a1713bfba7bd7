/** Who may be named in a text, as the office writes them and as they are called. */
type Named = {
  childId: string;
  name: string;
  nickname: string;
  /** Of another room of the site: only the whole name is looked for, since what children are called elsewhere is many a word. */
  isElsewhere?: boolean;
};

/**
 * Which other children a text names that one child's guardians will read: pure. Looked for are whole names, what children are
 * called, and given names without the family's. A name of one letter is a word too often to be looked for. Where names hold
 * one another the longer one is meant, and what several are called is the own child's.
 */
export function othersNamed(text: string, childId: string, children: readonly Named[]): string[] {
  const words = children
    .flatMap((child) => wordsFor(child).map((word) => ({ word, childId: child.childId })))
    .sort((a, b) => b.word.length - a.word.length || Number(b.childId === childId) - Number(a.childId === childId));
  const found = new Set<string>();
  let left = asRead(text);
  for (const { word, childId: whose } of words) {
    const pattern = patternOf(word);
    if (!pattern.test(left)) continue;
    if (whose === childId) left = left.replaceAll(pattern, ' ');
    else found.add(whose);
  }
  return children.filter((child) => found.has(child.childId)).map((child) => child.childId);
}

/**
 * As eyes read it: wide and composed letters are letters, what is not seen parts none, and a name that is spaced out to fill
 * a form's line is that name.
 */
const asRead = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '');

const LEAST_LETTERS = 2;
const IS_CHINESE = /^\p{Script=Han}+$/u;
/** A name of two has the family's first, and one letter more; of three or four the last two are the child's own. */
const LEAST_WITH_GIVEN = 3;
const GIVEN_LETTERS = 2;

const wordsFor = ({ name, nickname, isElsewhere = false }: Named): string[] =>
  [...new Set((isElsewhere ? wholeOf(name) : [name, nickname, ...partsOf(name)]).map(asRead))].filter(
    (word) => word.length >= LEAST_LETTERS,
  );

/** One Latin word alone may be any word. */
const wholeOf = (name: string): string[] => (IS_CHINESE.test(asRead(name)) || /\s/u.test(name.trim()) ? [name] : []);

const partsOf = (name: string): string[] => {
  if (IS_CHINESE.test(name)) return name.length >= LEAST_WITH_GIVEN ? [name.slice(-GIVEN_LETTERS)] : [];
  return name.split(/[\s·•]+/u);
};

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;

/**
 * Chinese knows no space between words; elsewhere Ann is not in Anna. One name alone counts as it is written, since Mark is
 * also what a fall leaves.
 */
function patternOf(word: string): RegExp {
  const literal = word.replace(SPECIAL, '\\$&');
  if (!/\p{Script=Latin}/u.test(word)) return new RegExp(literal, 'gu');
  const isWhole = /\s/u.test(word);
  return new RegExp(`(?<![\\p{Script=Latin}\\p{M}])${literal}(?![\\p{Script=Latin}\\p{M}])`, isWhole ? 'giu' : 'gu');
}
