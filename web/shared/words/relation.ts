import type { Language } from './language.ts';

/** What families are called in the register as it is typed most often; anything else stays as it was typed. */
const ENGLISH: Readonly<Record<string, string>> = {
  妈妈: 'Mother',
  母亲: 'Mother',
  爸爸: 'Father',
  父亲: 'Father',
  奶奶: 'Grandmother',
  外婆: 'Grandmother',
  姥姥: 'Grandmother',
  爷爷: 'Grandfather',
  外公: 'Grandfather',
  姥爷: 'Grandfather',
  阿姨: 'Aunt',
  姑姑: 'Aunt',
  叔叔: 'Uncle',
  舅舅: 'Uncle',
  姐姐: 'Sister',
  哥哥: 'Brother',
  监护人: 'Guardian',
};

export const relationIn = (relation: string, language: Language): string =>
  language === 'en' ? (ENGLISH[relation] ?? relation) : relation;
