import i18next from 'i18next';
import { createStore, useStore } from '../store.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = 'kanwa-language';
const TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const current = createStore<Language>(firstLanguage());
export const useLanguage = (): Language => useStore(current);

/** Speaks this language from now on, in this browser; the account remembers it separately. */
export function setLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = TAG[language];
  current.set(language);
  void i18next.changeLanguage(language);
}

/** The tag that dates and numbers are written by. */
export const localeOf = (language: Language): string => TAG[language];

function firstLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED);
  if (remembered === 'zh' || remembered === 'en') return remembered;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

void i18next.init({
  lng: current.get(),
  fallbackLng: 'zh',
  initAsync: false,
  // {child}, as the sentences stand in the design; React escapes what it shows.
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  resources: {},
});
document.documentElement.lang = TAG[current.get()];
