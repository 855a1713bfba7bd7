import type { IncidentKind } from '#contract/incidents.ts';
import { defineBook, sayIn } from '../../shared/words/book.ts';

/** What is written most often, by one tap each. */
export const incidentHintWords = defineBook(
  'caregiver-incident-hints',
  {
    comforted: '安抚',
    watched: '继续观察',
    coldPack: '冷敷 15 分钟',
    cleaned: '清水冲洗',
    disinfected: '碘伏消毒',
    plaster: '贴创可贴',
    pressed: '按压止血',
    apart: '把孩子分开',
    temperature: '量了体温',
    water: '喂温水',
    rest: '让孩子躺下休息',
    changed: '换了衣物',
    stingOut: '取出刺',
    ointment: '涂了药膏',
    isolated: '单独照看',
    stopped: '停止进食',
    medicine: '按医嘱用药',
    ambulance: '拨打 120',
    heimlich: '海姆立克急救',
    coolWater: '冷水冲 15 分钟',
    searched: '马上分头找',
    police: '拨打 110',
    directorTold: '马上告诉园长',
    slipped: '自己绊倒',
    bumped: '和别的孩子相撞',
    ran: '跑得太快',
    wet: '地面湿滑',
    climbed: '从高处下来没站稳',
    toy: '抢玩具',
    queue: '排队时推挤',
    finger: '手指夹在门缝里',
    sharp: '碰到尖的地方',
    came: '来园时就有些不舒服',
    ate: '吃了某样东西以后',
    outside: '在户外活动时',
    hot: '碰到热的东西',
    big: '食物太大块',
    swallowed: '吞了小东西',
    door: '门没有关好',
    stranger: '有陌生人靠近',
    remind: '提醒孩子慢慢走',
    mat: '铺上软垫',
    dry: '马上擦干地面',
    moveToys: '多放一份玩具',
    small: '分小组活动',
    closer: '老师站近一些',
    repaired: '报修、拿走',
    checked: '每天检查一次',
    menu: '核对过敏名单',
    cut: '食物切小块',
  },
  {
    comforted: 'Comforted',
    watched: 'Watched from then on',
    coldPack: 'Cold pack, 15 min',
    cleaned: 'Rinsed with water',
    disinfected: 'Disinfected',
    plaster: 'Plaster',
    pressed: 'Pressed to stop bleeding',
    apart: 'Children kept apart',
    temperature: 'Temperature taken',
    water: 'Given warm water',
    rest: 'Laid down to rest',
    changed: 'Clothes changed',
    stingOut: 'Sting taken out',
    ointment: 'Ointment',
    isolated: 'Looked after apart',
    stopped: 'Stopped eating',
    medicine: 'Medicine as prescribed',
    ambulance: 'Called 120',
    heimlich: 'Heimlich manoeuvre',
    coolWater: 'Cold water, 15 min',
    searched: 'Searched at once',
    police: 'Called 110',
    directorTold: 'Told the director at once',
    slipped: 'Tripped',
    bumped: 'Ran into another child',
    ran: 'Ran too fast',
    wet: 'Wet floor',
    climbed: 'Lost footing climbing down',
    toy: 'Over a toy',
    queue: 'Pushing in the queue',
    finger: 'Finger caught in a door',
    sharp: 'Touched something sharp',
    came: 'Was unwell on arrival',
    ate: 'After eating something',
    outside: 'While playing outdoors',
    hot: 'Touched something hot',
    big: 'Too large a piece of food',
    swallowed: 'Swallowed a small thing',
    door: 'A door was not shut',
    stranger: 'A stranger came near',
    remind: 'Remind children to walk',
    mat: 'Put down a mat',
    dry: 'Dry the floor at once',
    moveToys: 'One more toy of that kind',
    small: 'Smaller groups',
    closer: 'Staff stand closer',
    repaired: 'Repaired or taken away',
    checked: 'Checked once a day',
    menu: 'Check the allergy list',
    cut: 'Cut food small',
  },
);
export type Hint = (typeof incidentHintWords)['keys'][number];

/** What was tapped on an English tablet, as a Chinese one would have written it; what was typed stays. */
export const inChinese = (text: string): string =>
  incidentHintWords.keys
    .reduce((so, hint) => so.replace(tapped(hint), sayIn('zh', incidentHintWords, hint)), text)
    .replaceAll(/(?<=\p{Script=Han}.*), /gu, '，');

/** Whole, as a tap puts it between the others. */
const tapped = (hint: Hint): RegExp =>
  new RegExp(`(?<=^|[,，] ?)${sayIn('en', incidentHintWords, hint)}(?=$|[,，.。])`, 'u');

const WOUND: readonly Hint[] = ['cleaned', 'disinfected', 'plaster', 'pressed', 'coldPack', 'comforted', 'watched'];
const SCUFFLE: readonly Hint[] = ['apart', ...WOUND];

export const AID_HINTS: Record<IncidentKind, readonly Hint[]> = {
  fall: ['coldPack', ...WOUND.filter((hint) => hint !== 'coldPack')],
  bite: SCUFFLE,
  scratch: SCUFFLE,
  prick: WOUND,
  fever: ['temperature', 'water', 'rest', 'isolated', 'watched'],
  vomiting: ['changed', 'water', 'temperature', 'isolated', 'rest', 'watched'],
  sting: ['stingOut', 'cleaned', 'coldPack', 'ointment', 'watched'],
  other: ['comforted', 'watched', 'directorTold'],
  allergy: ['stopped', 'medicine', 'ambulance', 'directorTold', 'watched'],
  choking: ['heimlich', 'ambulance', 'directorTold', 'comforted', 'watched'],
  burn: ['coolWater', 'ambulance', 'directorTold', 'comforted', 'watched'],
  missing: ['searched', 'police', 'directorTold'],
};

const HURT: readonly Hint[] = ['slipped', 'bumped', 'ran', 'wet', 'climbed'];
const FOUGHT: readonly Hint[] = ['toy', 'queue', 'bumped'];

export const CAUSE_HINTS: Record<IncidentKind, readonly Hint[]> = {
  fall: HURT,
  bite: FOUGHT,
  scratch: FOUGHT,
  prick: ['finger', 'sharp'],
  fever: ['came'],
  vomiting: ['came', 'ate'],
  sting: ['outside', 'ate'],
  other: [],
  allergy: ['ate', 'outside'],
  choking: ['big', 'swallowed'],
  burn: ['hot'],
  missing: ['door', 'stranger'],
};

export const PREVENTION_HINTS: Record<IncidentKind, readonly Hint[]> = {
  fall: ['remind', 'mat', 'dry', 'closer', 'repaired'],
  bite: ['moveToys', 'small', 'closer'],
  scratch: ['moveToys', 'small', 'closer'],
  prick: ['repaired', 'checked', 'closer'],
  fever: ['checked'],
  vomiting: ['checked'],
  sting: ['checked'],
  other: ['checked', 'closer'],
  allergy: ['menu', 'checked'],
  choking: ['cut', 'closer', 'checked'],
  burn: ['repaired', 'closer', 'checked'],
  missing: ['repaired', 'checked', 'closer'],
};
