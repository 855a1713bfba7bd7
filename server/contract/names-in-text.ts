/** Who may be named in a text, as the office writes them and as they are called. */
type Named = { childId: string; name: string; nickname: string };

/**
 * Which other children a text names that one child's guardians will read: pure. A name of one letter is a word too often to
 * be looked for, and a name that is also part of the own child's name is the own child's.
 */
export function othersNamed(text: string, childId: string, children: readonly Named[]): string[] {
  const own = namesOf(children.filter((child) => child.childId === childId));
  const without = own.sort(longestFirst).reduce((left, name) => left.replaceAll(name, ' '), text);
  return children
    .filter((child) => child.childId !== childId && namesOf([child]).some((name) => without.includes(name)))
    .map((child) => child.childId);
}

const LEAST_LETTERS = 2;
const longestFirst = (a: string, b: string): number => b.length - a.length;

const namesOf = (children: readonly Named[]): string[] =>
  children.flatMap(({ name, nickname }) => [name, nickname]).filter((name) => name.length >= LEAST_LETTERS);
