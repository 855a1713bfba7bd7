/** Pinyin, also where the browser's own language would sort Chinese by strokes; other scripts by their letters. */
const PINYIN = new Intl.Collator('zh-u-co-pinyin', { numeric: true });

/** In the order in which people look names up; for `sort`. */
export const byName = (a: { name: string }, b: { name: string }): number => PINYIN.compare(a.name, b.name);
