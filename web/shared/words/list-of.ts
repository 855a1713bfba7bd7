import { type Language, localeOf } from './language.ts';

/** 甲、乙、丙 · A, B, C */
export const listOf = (names: readonly string[], language: Language): string =>
  new Intl.ListFormat(localeOf(language), { style: 'narrow' }).format(names);
