import type { FollowUpKind, HealthCase, HealthPeriod, HealthSign } from '../contract/health.ts';

export type Language = 'zh' | 'en';
type Words = Record<Language, string>;

/** What stands in the file of findings; the same words as on the screens. */
export const HEADERS = {
  child: { zh: '孩子', en: 'child' },
  room: { zh: '班级', en: 'room' },
  at: { zh: '发现时间', en: 'found at' },
  period: { zh: '哪次检查', en: 'check' },
  temperature: { zh: '体温（℃）', en: 'temperature (°C)' },
  signs: { zh: '症状', en: 'signs' },
  note: { zh: '补充', en: 'more' },
  by: { zh: '检查人', en: 'checked by' },
  state: { zh: '状态', en: 'state' },
  followUps: { zh: '跟进', en: 'followed up' },
  sentHome: { zh: '接走时间', en: 'sent home at' },
  childId: { zh: '孩子（编号）', en: 'child (id)' },
  checkId: { zh: '检查（编号）', en: 'check (id)' },
} as const satisfies Record<string, Words>;

export const PERIOD: Record<HealthPeriod, Words> = {
  morning: { zh: '晨检', en: 'morning check' },
  noon: { zh: '午检', en: 'noon check' },
  again: { zh: '再次测温', en: 'second look' },
};

export const SIGN: Record<HealthSign, Words> = {
  fever: { zh: '发热', en: 'fever' },
  cough: { zh: '咳嗽', en: 'cough' },
  runny_nose: { zh: '流鼻涕', en: 'runny nose' },
  rash: { zh: '皮疹', en: 'rash' },
  eyes: { zh: '眼睛红', en: 'red eyes' },
  mouth: { zh: '口腔疱疹', en: 'mouth sores' },
  vomiting: { zh: '呕吐', en: 'vomiting' },
  diarrhoea: { zh: '腹泻', en: 'diarrhoea' },
  injury: { zh: '有伤', en: 'an injury' },
  listless: { zh: '没精神', en: 'listless' },
  other: { zh: '其他不适', en: 'unwell otherwise' },
};

export const STATE: Record<HealthCase['state'], Words> = {
  waiting: { zh: '等家长答复', en: 'waiting for the family' },
  answered: { zh: '已电话告诉家长', en: 'family called' },
  closed: { zh: '已处理完', en: 'closed' },
  corrected: { zh: '已更正', en: 'corrected' },
};
/** What the family answered last, said of whoever is meant to the child. */
export const FAMILY = {
  guardian_knows: { zh: '{who}已知道', en: '{who} knows' },
  guardian_comes: { zh: '{who}来接', en: '{who} is coming' },
  guardian_says: { zh: '{who}已回复', en: '{who} answered' },
} as const satisfies Partial<Record<FollowUpKind, Words>>;

export const STEP: Record<FollowUpKind, Words> = {
  called: { zh: '打电话告知了家人', en: 'family called' },
  measured_again: { zh: '再次测温', en: 'measured again' },
  fetched: { zh: '已被接走', en: 'fetched' },
  closed: { zh: '已处理完', en: 'closed' },
  guardian_knows: { zh: '家长已知晓', en: 'the family knows' },
  guardian_comes: { zh: '家长来接', en: 'the family comes' },
  guardian_says: { zh: '家长回复', en: 'the family answered' },
};
