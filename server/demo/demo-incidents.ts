import type { ChildDetails, IncidentDetails } from '../contract/incident-details.ts';
import type { IncidentKind } from '../contract/incidents.ts';
import type { DemoRoom } from './demo-families.ts';

/** People are named as in the demo's lists. */
export type DemoIncident = {
  room: DemoRoom;
  kind: IncidentKind;
  minutesAgo: number;
  /** Who flagged it, and writes what the room writes. */
  by: string;
  children: readonly (Partial<Omit<ChildDetails, 'childId'>> & { name: string })[];
  details?: Partial<Pick<IncidentDetails, 'place' | 'activity' | 'company' | 'treated'>> &
    Partial<Record<'cause' | 'firstAid' | 'diagnosis' | 'prevention', string>> & { witness?: string };
  steps: readonly DemoStep[];
};

/** Minutes after it happened. Without `by`: the room's. */
export type DemoStep = { after: number; by?: string } & (
  | { kind: 'detailed' | 'submitted' | 'published' | 'closed' }
  | { kind: 'returned'; reason: string }
  | { kind: 'called'; child: string; guardian: string; isReached: boolean }
  | { kind: 'acknowledged'; child: string; by: string }
  | { kind: 'addendum'; child: string | null; text: string }
);

const DIRECTOR = '白音';
const HOUR = 60;
const written = (after: number): DemoStep[] => [
  { kind: 'detailed', after },
  { kind: 'submitted', after },
];
const published = (after: number): DemoStep => ({ kind: 'published', after, by: DIRECTOR });
const signed = (after: number, child: string, by: string): DemoStep => ({ kind: 'acknowledged', after, child, by });

/** What happened today and yesterday, in every state; gone is what was closed. */
export const DEMO_INCIDENTS: readonly DemoIncident[] = [
  {
    ...{ room: 'haitang', kind: 'choking', minutesAgo: 9, by: '王丽' },
    children: [
      {
        name: '赵可心',
        injury: 'suffocation',
        marks: ['front-neck'],
        told: '加餐吃苹果块时噎了一下，老师马上拍背 5 次，排出来了。呼吸、面色正常，现在精神很好。今后水果会切成薄片。',
      },
    ],
    details: {
      ...{ place: 'activity-room', activity: 'meal', company: 'peers', treated: 'on-site', witness: '孙静' },
      cause: '加餐，苹果块偏大，边吃边笑',
      firstAid: '拍背 5 次，异物排出',
      prevention: '水果改切薄片，吃完再说话',
    },
    steps: [{ kind: 'called', after: 2, child: '赵可心', guardian: '赵燕', isReached: false }, ...written(6)],
  },
  {
    ...{ room: 'haitang', kind: 'fall', minutesAgo: 26, by: '王丽' },
    children: [
      {
        name: '乌云朵朵',
        injury: 'fall',
        marks: ['front-left-knee', 'front-left-hand'],
        told: '户外跑步时绊了一下，左膝和左手掌擦破了一点皮。已用生理盐水冲洗、碘伏消毒，没有流血，很快又去玩了。',
      },
    ],
    details: {
      ...{ place: 'outdoors', activity: 'walking', company: 'peers', treated: 'on-site', witness: '孙静' },
      cause: '跑步时鞋带松了，绊倒',
      firstAid: '冲洗，碘伏消毒',
      prevention: '出门前检查鞋带',
    },
    steps: [...written(8), published(14)],
  },
  {
    ...{ room: 'qingmiao', kind: 'fever', minutesAgo: 22, by: '陈晓' },
    children: [{ name: '林可', told: '午睡前有点蔫，量体温 38.1 ℃，没有别的症状。已多喝水、减衣服，半小时后再量。' }],
    details: {
      ...{ place: 'bedroom', activity: 'sleep', company: 'teacher', treated: 'on-site' },
      cause: '早上入园时 36.9 ℃，午睡前发热',
      firstAid: '物理降温，补水',
    },
    steps: written(7),
  },
  {
    ...{ room: 'qingmiao', kind: 'bite', minutesAgo: 5, by: '陈晓' },
    children: [{ name: '周未' }, { name: '吴小舟' }],
    steps: [],
  },
  {
    ...{ room: 'haitang', kind: 'prick', minutesAgo: 2 * HOUR, by: '孙静' },
    children: [{ name: '王梓萱', injury: 'blunt', marks: ['front-right-hand'], told: '关玩具柜门时夹到了右手。' }],
    details: { ...{ place: 'activity-room', activity: 'play', treated: 'on-site' }, cause: '玩具柜门夹手' },
    steps: [...written(10), { kind: 'returned', after: 18, by: DIRECTOR, reason: '请补急救措施，再看一下有没有肿' }],
  },
  {
    ...{ room: 'haitang', kind: 'fall', minutesAgo: 23 * HOUR, by: '孙静' },
    children: [
      {
        name: '何安安',
        injury: 'blunt',
        marks: ['front-head'],
        told: '在走廊和小伙伴迎面撞了一下，额头有点红。冷敷 10 分钟，没有肿，没有头晕。',
      },
      {
        name: '李沐阳',
        injury: 'blunt',
        marks: ['front-face'],
        told: '在走廊和小伙伴迎面撞了一下，左脸有点红。冷敷后已消。',
      },
    ],
    details: {
      ...{ place: 'elsewhere', activity: 'walking', company: 'peers', treated: 'on-site', witness: '王丽' },
      cause: '走廊转角，安安和阳阳迎面相撞',
      firstAid: '冷敷 10 分钟，观察',
      prevention: '走廊靠右走，转角贴标志',
    },
    steps: [
      ...written(12),
      published(25),
      // No reminder: the families' rights are as new as the demo, so none of them could have had one before.
      signed(90, '何安安', '何静'),
    ],
  },
  {
    ...{ room: 'haitang', kind: 'fall', minutesAgo: 25 * HOUR, by: '王丽' },
    children: [
      {
        name: '陈果',
        injury: 'fall',
        marks: ['back-buttocks', 'front-right-forearm'],
        told: '从滑梯最后一级滑下来坐到了地上，右前臂有一点擦痕。检查活动自如，没有肿。',
      },
    ],
    details: {
      ...{ place: 'outdoors', activity: 'play', company: 'peers', treated: 'on-site', witness: '孙静' },
      cause: '滑梯下方没有等前一个孩子走开',
      firstAid: '碘伏消毒，冷敷',
      prevention: '滑梯下方站一位老师',
    },
    steps: [...written(9), published(20), signed(55, '陈果', '陈丽华')],
  },
  {
    ...{ room: 'qingmiao', kind: 'sting', minutesAgo: 27 * HOUR, by: '李红' },
    children: [
      {
        name: '孙悦',
        injury: 'animal',
        marks: ['front-left-shin'],
        told: '户外活动时左小腿被蚊子咬了一个包，涂了炉甘石，不痒了。',
      },
    ],
    details: {
      ...{ place: 'outdoors', activity: 'play', company: 'teacher', treated: 'on-site' },
      cause: '草地边有积水',
      firstAid: '冲洗，涂炉甘石',
      prevention: '清理积水',
    },
    steps: [
      ...written(6),
      published(30),
      signed(70, '孙悦', '孙梅'),
      { kind: 'addendum', after: 3 * HOUR, by: DIRECTOR, child: null, text: '后勤已清理草地边积水。' },
    ],
  },
  {
    ...{ room: 'shiliu', kind: 'allergy', minutesAgo: 26 * HOUR, by: '赵敏' },
    children: [
      { name: '郑晚晴', marks: ['front-face', 'front-neck'], told: '午餐后脸和脖子起了红疹，没有呼吸困难，已送医。' },
    ],
    details: {
      ...{ place: 'activity-room', activity: 'meal', company: 'teacher', treated: 'hospital' },
      cause: '点心里可能有鸡蛋',
      firstAid: '停止进食，抗过敏药遵医嘱',
      diagnosis: '急性荨麻疹',
      prevention: '过敏名单贴到备餐间',
    },
    steps: [
      { kind: 'called', after: 3, child: '郑晚晴', guardian: '郑丽', isReached: true },
      ...written(40),
      { kind: 'published', after: 45, by: '敖登' },
      signed(60, '郑晚晴', '郑丽'),
      { kind: 'closed', after: 20 * HOUR, by: '敖登' },
    ],
  },
];

const [DAYS, EVERY_DAYS, DAY] = [40, 2, 24 * HOUR];
type Past = Omit<DemoIncident, 'minutesAgo' | 'steps'> & { guardian: string };
type Where = Pick<IncidentDetails, 'place' | 'activity'>;
/** A child's bite is harm by another person (他伤), no animal's. */
function injuryOf(kind: IncidentKind): ChildDetails['injury'] {
  if (kind === 'vomiting') return null;
  return kind === 'fall' ? 'fall' : kind === 'bite' ? 'assault' : 'blunt';
}
const past = (of: Pick<Past, 'room' | 'kind' | 'by' | 'guardian'>, name: string, told: string, where: Where): Past => ({
  ...of,
  children: [{ name, injury: injuryOf(of.kind), told }],
  details: { ...where, company: 'peers', treated: 'on-site', cause: told, firstAid: '检查，安抚' },
});
const PAST: readonly Past[] = [
  past({ room: 'haitang', kind: 'fall', by: '孙静', guardian: '孙雅琴' }, '孙小满', '跑跳时左膝擦破一点皮，已消毒。', {
    ...{ place: 'outdoors', activity: 'play' },
  }),
  past({ room: 'qingmiao', kind: 'bite', by: '陈晓', guardian: '郑涛' }, '郑一鸣', '右手臂被咬了一下，没有破皮。', {
    ...{ place: 'activity-room', activity: 'play' },
  }),
  past({ room: 'haitang', kind: 'prick', by: '王丽', guardian: '张岚' }, '张一诺', '门缝夹到左手小指，冷敷后已消。', {
    ...{ place: 'toilet', activity: 'toilet' },
  }),
  past({ room: 'shiliu', kind: 'fall', by: '图雅', guardian: '周明' }, '周子墨', '下床时踩空，坐到地上，没有伤。', {
    ...{ place: 'bedroom', activity: 'sleep' },
  }),
  past({ room: 'qingmiao', kind: 'vomiting', by: '李红', guardian: '娜仁托娅' }, '阿如娜', '吐了一次，之后精神好。', {
    ...{ place: 'washroom', activity: 'meal' },
  }),
];

/** Weeks that have been, all closed, so that there is something to count. @param minuteOfDay the site's clock now */
export const demoPastIncidents = (minuteOfDay: number): DemoIncident[] =>
  Array.from({ length: DAYS / EVERY_DAYS }, (_, nth) => {
    const { guardian, ...of } = PAST[nth % PAST.length] as Past;
    const hour = 9 + ((nth * 3) % 8);
    const closed: DemoStep = { kind: 'closed', after: 22 * HOUR, by: of.room === 'shiliu' ? '敖登' : DIRECTOR };
    return {
      ...of,
      minutesAgo: (2 + EVERY_DAYS * nth) * DAY + minuteOfDay - hour * HOUR,
      steps: [...written(8), published(20), signed(75, of.children[0]?.name ?? '', guardian), closed],
    };
  });
