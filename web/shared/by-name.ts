/** Pinyin, also where the browser's own language would sort Chinese by strokes; other scripts by their letters. */
const PINYIN = new Intl.Collator('zh-u-co-pinyin', { numeric: true });

/** Names in the order in which people look them up; for `sort`. */
export const byName = (a: string, b: string): number => PINYIN.compare(a, b);
