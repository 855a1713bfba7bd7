import type { Portrait } from '../contract/people.ts';

/** Invented people of an invented nursery. Any likeness of names is chance. */
export type DemoRoom = 'haitang' | 'qingmiao' | 'shiliu' | 'xiaolu';
export type DemoEmployer = 'telecom' | 'power';

export type DemoGuardian = {
  name: string;
  relation: string;
  /** Only those listed on the sign-in page have one that is told. */
  username: string;
  hairStyle: Portrait['hairStyle'];
  /** This guardian's right was taken back by a court order. */
  isBlocked?: true;
};

export type DemoFamily = {
  room: DemoRoom;
  child: string;
  nickname: string;
  hairStyle: Portrait['hairStyle'];
  allergies?: string[];
  employer: DemoEmployer;
  guardians: DemoGuardian[];
  /** What is amiss in this family's papers. */
  lacks?: 'insurance' | 'video';
  /** Arrives while one looks, or is fetched while one looks; the others are here all day. */
  part?: 'arrives' | 'leaves';
};

const mother = (username: string, name: string, hairStyle: Portrait['hairStyle'] = 'long'): DemoGuardian => ({
  username,
  name,
  relation: '妈妈',
  hairStyle,
});
const father = (username: string, name: string): DemoGuardian => ({
  username,
  name,
  relation: '爸爸',
  hairStyle: 'short',
});

export const DEMO_FAMILIES: readonly DemoFamily[] = [
  {
    room: 'haitang',
    child: '乌云朵朵',
    nickname: '朵朵',
    hairStyle: 'buns',
    employer: 'telecom',
    guardians: [mother('surina', '苏日娜'), father('batu', '巴图')],
  },
  {
    room: 'haitang',
    child: '张一诺',
    nickname: '一诺',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [mother('zhanglan', '张岚', 'bob')],
    lacks: 'insurance',
  },
  {
    room: 'haitang',
    child: '何安安',
    nickname: '安安',
    hairStyle: 'bun',
    employer: 'power',
    guardians: [mother('hejing', '何静')],
    lacks: 'video',
  },
  {
    room: 'haitang',
    child: '其木格',
    nickname: '格格',
    hairStyle: 'bob',
    allergies: ['花生'],
    employer: 'power',
    guardians: [mother('wuyunga', '乌云嘎'), { ...father('hasi', '哈斯'), isBlocked: true }],
  },
  {
    room: 'haitang',
    child: '李沐阳',
    nickname: '阳阳',
    hairStyle: 'side',
    employer: 'telecom',
    guardians: [father('lijianguo', '李建国'), mother('liuting', '刘婷')],
  },
  {
    room: 'haitang',
    child: '王梓萱',
    nickname: '萱萱',
    hairStyle: 'bun',
    employer: 'power',
    guardians: [father('wanglei', '王磊')],
  },
  {
    room: 'haitang',
    child: '赵可心',
    nickname: '可心',
    hairStyle: 'buns',
    allergies: ['牛奶'],
    employer: 'telecom',
    guardians: [mother('zhaoyan', '赵燕', 'bob')],
  },
  {
    room: 'haitang',
    child: '孙小满',
    nickname: '小满',
    hairStyle: 'bob',
    employer: 'power',
    guardians: [mother('sunyaqin', '孙雅琴')],
    part: 'leaves',
  },
  {
    room: 'haitang',
    child: '陈果',
    nickname: '果果',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [mother('chenlihua', '陈丽华', 'glasses')],
  },
  {
    room: 'haitang',
    child: '马小宇',
    nickname: '小宇',
    hairStyle: 'side',
    employer: 'power',
    guardians: [father('mahui', '马辉')],
    part: 'arrives',
  },
  {
    room: 'haitang',
    child: '高若溪',
    nickname: '若溪',
    hairStyle: 'buns',
    employer: 'telecom',
    guardians: [father('gaofeng', '高峰')],
    part: 'arrives',
  },
  {
    room: 'qingmiao',
    child: '乌云其其',
    nickname: '其其',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [mother('surina', '苏日娜'), father('batu', '巴图')],
  },
  {
    room: 'qingmiao',
    child: '林可',
    nickname: '可可',
    hairStyle: 'side',
    employer: 'power',
    guardians: [father('linfeng', '林峰')],
  },
  {
    room: 'qingmiao',
    child: '孙悦',
    nickname: '悦悦',
    hairStyle: 'bob',
    employer: 'telecom',
    guardians: [mother('sunmei', '孙梅')],
  },
  {
    room: 'qingmiao',
    child: '周未',
    nickname: '未未',
    hairStyle: 'short',
    allergies: ['鸡蛋'],
    employer: 'power',
    guardians: [father('zhoukai', '周凯')],
  },
  {
    room: 'qingmiao',
    child: '吴小舟',
    nickname: '小舟',
    hairStyle: 'side',
    employer: 'telecom',
    guardians: [mother('wumin', '吴敏', 'bob')],
  },
  {
    room: 'qingmiao',
    child: '郑一鸣',
    nickname: '鸣鸣',
    hairStyle: 'short',
    employer: 'power',
    guardians: [father('zhengtao', '郑涛')],
    part: 'leaves',
  },
  {
    room: 'qingmiao',
    child: '阿如娜',
    nickname: '娜娜',
    hairStyle: 'buns',
    employer: 'telecom',
    guardians: [mother('tuoya', '娜仁托娅')],
  },
  {
    room: 'qingmiao',
    child: '韩知夏',
    nickname: '知夏',
    hairStyle: 'bun',
    employer: 'power',
    guardians: [mother('hanxue', '韩雪')],
    part: 'arrives',
  },
  {
    room: 'shiliu',
    child: '巴特尔',
    nickname: '特尔',
    hairStyle: 'side',
    employer: 'power',
    guardians: [father('chaolu', '朝鲁')],
  },
  {
    room: 'shiliu',
    child: '刘禾',
    nickname: '禾禾',
    hairStyle: 'bun',
    employer: 'telecom',
    guardians: [mother('liujia', '刘佳')],
  },
  {
    room: 'shiliu',
    child: '周子墨',
    nickname: '子墨',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [father('zhouming', '周明')],
  },
  {
    room: 'shiliu',
    child: '吴桐',
    nickname: '桐桐',
    hairStyle: 'buns',
    employer: 'power',
    guardians: [mother('wujuan', '吴娟')],
  },
  {
    room: 'shiliu',
    child: '郑晚晴',
    nickname: '晚晴',
    hairStyle: 'bob',
    allergies: ['鸡蛋'],
    employer: 'telecom',
    guardians: [mother('zhengli', '郑丽')],
    part: 'leaves',
  },
  {
    room: 'shiliu',
    child: '娜仁',
    nickname: '仁仁',
    hairStyle: 'long',
    employer: 'power',
    guardians: [mother('qiqige', '其其格')],
  },
  {
    room: 'shiliu',
    child: '苏和',
    nickname: '和和',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [father('suhe', '苏力德')],
    part: 'arrives',
  },
  {
    room: 'xiaolu',
    child: '冯一一',
    nickname: '一一',
    hairStyle: 'bob',
    employer: 'telecom',
    guardians: [mother('fengqian', '冯倩')],
  },
  {
    room: 'xiaolu',
    child: '田糖',
    nickname: '糖糖',
    hairStyle: 'bun',
    employer: 'power',
    guardians: [mother('tianyu', '田雨')],
  },
  {
    room: 'xiaolu',
    child: '贺小北',
    nickname: '小北',
    hairStyle: 'short',
    employer: 'telecom',
    guardians: [father('hebin', '贺斌')],
  },
  {
    room: 'xiaolu',
    child: '宝音',
    nickname: '宝宝',
    hairStyle: 'side',
    employer: 'power',
    guardians: [mother('saren', '萨仁')],
    part: 'arrives',
  },
];
