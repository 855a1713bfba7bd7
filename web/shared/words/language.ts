import i18next from 'i18next';
import { createStore, useStore } from '../store.ts';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const REMEMBERED = 'kanwa-language';
const TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const current = createStore<Language>(firstLanguage());
export const useLanguage = (): Language => useStore(current);

/** Chosen by whoever sits here: this browser speaks it from now on, whoever signs in. */
export function setLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language);
  speak(language);
}

/** An account's language, for a browser in which nobody ever chose one. */
export function greetIn(language: Language): void {
  if (remembered() === null) speak(language);
}

function speak(language: Language): void {
  document.documentElement.lang = TAG[language];
  current.set(language);
  void i18next.changeLanguage(language);
}

/** The tag that dates and numbers are written by. */
export const localeOf = (language: Language): string => TAG[language];

function firstLanguage(): Language {
  return remembered() ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

function remembered(): Language | null {
  const language = localStorage.getItem(REMEMBERED);
  return language === 'zh' || language === 'en' ? language : null;
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
