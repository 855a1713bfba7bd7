import type { HealthPeriod, HealthSign } from '#contract/health.ts';
import { defineBook, sayIn } from './book.ts';
import type { Language } from './language.ts';

/** What a look at a child's health is called, for the tablet and the family alike. */
export const healthSigns = defineBook(
  'health-signs',
  {
    morning: '晨检',
    noon: '午检',
    again: '再次测温',
    fever: '发热',
    cough: '咳嗽',
    runny_nose: '流鼻涕',
    rash: '皮疹',
    eyes: '眼睛红',
    mouth: '口腔疱疹',
    vomiting: '呕吐',
    diarrhoea: '腹泻',
    injury: '有伤',
    listless: '没精神',
    other: '其他不适',
    degrees: '{n} ℃',
    normal: '正常',
  },
  {
    morning: 'morning check',
    noon: 'noon check',
    again: 'second look',
    fever: 'fever',
    cough: 'cough',
    runny_nose: 'runny nose',
    rash: 'rash',
    eyes: 'red eyes',
    mouth: 'mouth sores',
    vomiting: 'vomiting',
    diarrhoea: 'diarrhoea',
    injury: 'an injury',
    listless: 'listless',
    other: 'unwell otherwise',
    degrees: '{n} °C',
    normal: 'all well',
  },
);

export const degrees = (tenths: number, language: Language): string =>
  sayIn(language, healthSigns, 'degrees', { n: (tenths / 10).toFixed(1) });

export const periodWord = (period: HealthPeriod, language: Language): string => sayIn(language, healthSigns, period);

/** 37.6 ℃、咳嗽 · 37.6 °C, cough; the word for "all well" when nothing was found. */
export function foundWords(
  found: { temperature: number | null; signs: readonly HealthSign[] },
  language: Language,
): string {
  const measured = found.temperature === null ? [] : [degrees(found.temperature, language)];
  const words = [...measured, ...found.signs.map((sign) => sayIn(language, healthSigns, sign))];
  return words.length === 0 ? sayIn(language, healthSigns, 'normal') : words.join(language === 'zh' ? '、' : ', ');
}
