import i18next from 'i18next';
import { useCallback } from 'react';
import { type Language, useLanguage } from './language.ts';

/** The words of one part of the app. `en` must have every key of `zh`: the compiler asks for a missing one. */
export type Book<K extends string> = { readonly name: string; readonly keys: readonly K[] };
export type Values = Record<string, string | number>;
export type Say<K extends string> = (key: K, values?: Values) => string;

export function defineBook<const Z extends Record<string, string>>(
  name: string,
  zh: Z,
  en: Record<keyof Z & string, string>,
): Book<keyof Z & string> {
  i18next.addResourceBundle('zh', name, zh);
  i18next.addResourceBundle('en', name, en);
  return { name, keys: Object.keys(zh) };
}

/** The words of a book in the language of the page; `say('greeting', { name })` fills `{name}`. */
export function useWords<K extends string>(book: Book<K>): Say<K> {
  const language = useLanguage();
  return useCallback((key, values) => sayIn(language, book, key, values), [book, language]);
}

/** Outside of components, or in a language that is not the page's. */
export function sayIn<K extends string>(
  language: Language,
  book: Book<K>,
  key: NoInfer<K>,
  values: Values = {},
): string {
  return i18next.t(key, { ...values, lng: language, ns: book.name, keySeparator: false, nsSeparator: false });
}
