import {
  ACTIVITIES,
  COMPANIES,
  INJURIES,
  PLACES,
  TREATMENTS,
  type BodyPart,
  type IncidentDetails,
} from '../contract/incident-details.ts';
import type { IncidentKind, IncidentState } from '../contract/incidents.ts';
import type { Words } from '../platform/table.ts';

// What files say of incidents; the same words as on the screens (a test compares them).

export const KIND_WORDS: Record<IncidentKind, Words> = {
  fall: { zh: '跌倒、碰撞', en: 'Fall or bump' },
  bite: { zh: '咬伤', en: 'Bite' },
  scratch: { zh: '抓伤、打闹', en: 'Scratch or scuffle' },
  prick: { zh: '扎伤、夹伤', en: 'Prick or pinch' },
  fever: { zh: '发热、不适', en: 'Fever or unwell' },
  vomiting: { zh: '呕吐、腹泻', en: 'Vomiting, diarrhoea' },
  sting: { zh: '虫咬、皮疹', en: 'Sting or rash' },
  other: { zh: '其他', en: 'Something else' },
  allergy: { zh: '过敏反应', en: 'Allergic reaction' },
  choking: { zh: '噎住、误食', en: 'Choked or swallowed' },
  burn: { zh: '烫伤', en: 'Burn or scald' },
  missing: { zh: '走失、陌生人', en: 'Missing, stranger' },
};

export const STATE_WORDS: Record<IncidentState, Words> = {
  draft: { zh: '草稿', en: 'Draft' },
  'in-review': { zh: '复核中', en: 'In review' },
  published: { zh: '已发布', en: 'Published' },
  acknowledged: { zh: '已确认', en: 'Acknowledged' },
  closed: { zh: '已归档', en: 'Filed' },
  withdrawn: { zh: '已撤回', en: 'Taken back' },
};

/** Of what no family had to sign. */
export const REVIEWED_WORDS: Words = { zh: '已复核', en: 'Reviewed' };

/** "Acknowledged" only where somebody did: an incident of a room without children is through when it was reviewed. */
export const stateWords = ({ state, isSigned }: { state: IncidentState; isSigned: boolean }): Words =>
  state === 'acknowledged' && !isSigned ? REVIEWED_WORDS : STATE_WORDS[state];

export const INJURY_WORDS: Record<(typeof INJURIES)[number], Words> = {
  traffic: { zh: '交通事故', en: 'Traffic accident' },
  fall: { zh: '跌伤', en: 'Fall' },
  struck: { zh: '被下落物击中', en: 'Struck by something falling' },
  sharp: { zh: '锐器伤', en: 'Sharp object' },
  blunt: { zh: '钝器伤', en: 'Blunt object' },
  burn: { zh: '烧烫伤', en: 'Burn or scald' },
  drowning: { zh: '溺水', en: 'Drowning' },
  animal: { zh: '动物伤害', en: 'Animal' },
  suffocation: { zh: '窒息', en: 'Suffocation' },
  poisoning: { zh: '中毒', en: 'Poisoning' },
  electric: { zh: '电击伤', en: 'Electric shock' },
  assault: { zh: '他伤或攻击伤', en: 'By another person' },
};

export const PLACE_WORDS: Record<(typeof PLACES)[number], Words> = {
  outdoors: { zh: '户外活动场', en: 'Outdoors' },
  'activity-room': { zh: '活动室', en: 'Activity room' },
  bedroom: { zh: '寝室', en: 'Bedroom' },
  toilet: { zh: '卫生间', en: 'Toilet' },
  washroom: { zh: '盥洗室', en: 'Washroom' },
  elsewhere: { zh: '其他地点', en: 'Elsewhere' },
};

export const ACTIVITY_WORDS: Record<(typeof ACTIVITIES)[number], Words> = {
  play: { zh: '玩耍娱乐', en: 'Playing' },
  meal: { zh: '吃饭', en: 'Eating' },
  sleep: { zh: '睡觉', en: 'Sleeping' },
  toilet: { zh: '上厕所', en: 'On the toilet' },
  bath: { zh: '洗澡', en: 'Bathing' },
  walking: { zh: '行走', en: 'Walking' },
  vehicle: { zh: '乘车', en: 'In a vehicle' },
  other: { zh: '其他活动', en: 'Something else' },
};

export const COMPANY_WORDS: Record<(typeof COMPANIES)[number], Words> = {
  alone: { zh: '独自一人', en: 'Alone' },
  teacher: { zh: '老师', en: 'With a teacher' },
  peers: { zh: '小伙伴', en: 'With other children' },
  others: { zh: '其他人', en: 'With others' },
};

export const TREATED_WORDS: Record<(typeof TREATMENTS)[number], Words> = {
  'on-site': { zh: '园内处理', en: 'At the nursery' },
  hospital: { zh: '去医院', en: 'In hospital' },
  other: { zh: '其他处理', en: 'Otherwise' },
};

const PART_WORDS: Record<string, Words> = {
  head: { zh: '头部', en: 'head' },
  face: { zh: '脸', en: 'face' },
  neck: { zh: '颈部', en: 'neck' },
  chest: { zh: '胸部', en: 'chest' },
  belly: { zh: '腹部', en: 'belly' },
  groin: { zh: '会阴部', en: 'groin' },
  shoulders: { zh: '肩部', en: 'shoulders' },
  back: { zh: '背部', en: 'back' },
  loins: { zh: '腰部', en: 'lower back' },
  buttocks: { zh: '臀部', en: 'buttocks' },
  'upper-arm': { zh: '上臂', en: 'upper arm' },
  forearm: { zh: '前臂', en: 'forearm' },
  hand: { zh: '手', en: 'hand' },
  thigh: { zh: '大腿', en: 'thigh' },
  knee: { zh: '膝部', en: 'knee' },
  shin: { zh: '小腿', en: 'lower leg' },
  foot: { zh: '脚', en: 'foot' },
};
const VIEW_WORDS: Record<string, Words> = { front: { zh: '正面', en: 'front' }, back: { zh: '背面', en: 'back' } };
const SIDE_WORDS: Record<string, Words> = { left: { zh: '左', en: 'left ' }, right: { zh: '右', en: 'right ' } };

/** 左前臂（正面） · left forearm (front) */
export function partWord(part: BodyPart, language: keyof Words): string {
  const [view = '', side = '', ...rest] = part.split('-');
  const isOfSide = side in SIDE_WORDS;
  const name = PART_WORDS[isOfSide ? rest.join('-') : [side, ...rest].join('-')]?.[language] ?? part;
  const where = VIEW_WORDS[view]?.[language] ?? view;
  const whole = `${isOfSide ? (SIDE_WORDS[side]?.[language] ?? '') : ''}${name}`;
  return language === 'zh' ? `${whole}（${where}）` : `${whole} (${where})`;
}

/** `2=跌伤`, as the form writes its codes: the place of a word in its list, from 1. Null: nothing was chosen. */
export function coded<K extends string>(list: readonly K[], words: Record<K, Words>, key: K | null): string | null {
  return key === null ? null : `${String(list.indexOf(key) + 1)}=${words[key].zh}`;
}

export const injuryCode = (key: (typeof INJURIES)[number] | null) => coded(INJURIES, INJURY_WORDS, key);
export const placeCode = ({ place }: IncidentDetails) => coded(PLACES, PLACE_WORDS, place);
export const activityCode = ({ activity }: IncidentDetails) => coded(ACTIVITIES, ACTIVITY_WORDS, activity);
export const companyCode = ({ company }: IncidentDetails) => coded(COMPANIES, COMPANY_WORDS, company);
export const treatedCode = ({ treated }: IncidentDetails) => coded(TREATMENTS, TREATED_WORDS, treated);
