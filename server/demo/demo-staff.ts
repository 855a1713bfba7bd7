import type { DemoAccount } from '../contract/sign-in.ts';
import type { ClassroomKind, Portrait } from '../contract/people.ts';
import type { DemoRoom } from './demo-families.ts';

/** Everybody's in the demo, and shown on its sign-in page: there is nothing behind it but inventions. */
export const DEMO_PASSWORD = 'kanwa-demo';
export const DEMO_PIN = '2580';
/** Waits for a tablet at all times while the demo runs. */
export const DEMO_PAIRING_CODE = 'DEMA2345';

export type DemoSite = 'xincheng' | 'hongshan';
export const DEMO_ROOMS: Record<
  DemoRoom,
  { site: DemoSite; name: string; kind: ClassroomKind; capacity: number; ratio: number }
> = {
  haitang: { site: 'xincheng', name: '海棠班', kind: 'senior', capacity: 20, ratio: 7 },
  qingmiao: { site: 'xincheng', name: '青苗班', kind: 'toddler', capacity: 15, ratio: 5 },
  shiliu: { site: 'hongshan', name: '石榴班', kind: 'mixed', capacity: 18, ratio: 6 },
  xiaolu: { site: 'hongshan', name: '小鹿班', kind: 'infant', capacity: 10, ratio: 3 },
};

export const DEMO_CAREGIVERS: readonly {
  username: string;
  name: string;
  room: DemoRoom;
  hairStyle: Portrait['hairStyle'];
}[] = [
  { username: 'wangli', name: '王丽', room: 'haitang', hairStyle: 'bun' },
  { username: 'sunjing', name: '孙静', room: 'haitang', hairStyle: 'long' },
  { username: 'chenxiao', name: '陈晓', room: 'qingmiao', hairStyle: 'bob' },
  { username: 'lihong', name: '李红', room: 'qingmiao', hairStyle: 'glasses' },
  { username: 'zhaomin', name: '赵敏', room: 'shiliu', hairStyle: 'long' },
  { username: 'tuya', name: '图雅', room: 'shiliu', hairStyle: 'buns' },
  { username: 'zhoujie', name: '周洁', room: 'xiaolu', hairStyle: 'bun' },
  { username: 'manduhu', name: '满都呼', room: 'xiaolu', hairStyle: 'short' },
];

const account = (role: string, username: string, note: string): DemoAccount => ({
  role,
  username,
  password: DEMO_PASSWORD,
  note,
});

/** The sign-in page's list, and GET /api/demo. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('parent', 'surina', '苏日娜：朵朵在海棠班，其其在青苗班，都可以看 / both children’s rooms can be watched'),
  account('parent', 'lijianguo', '李建国：沐阳在海棠班，可以看 / can watch 海棠班, not 青苗班'),
  account('parent', 'zhanglan', '张岚：意外险已过期 / accident insurance has expired'),
  account('parent', 'hejing', '何静：没有签视频同意 / no video consent'),
  account('parent', 'hasi', '哈斯：监护权受限，只读到“暂不可观看” / right withdrawn, reads only “not available”'),
  account('parent', 'chaolu', '朝鲁：红山园没有开通在线观看 / the other site has live view switched off'),
  account('caregiver', 'wangli', `王丽：海棠班老师，平板 PIN ${DEMO_PIN} / caregiver of 海棠班`),
  account('caregiver', 'chenxiao', `陈晓：青苗班老师，平板 PIN ${DEMO_PIN} / caregiver of 青苗班`),
  account('site_admin', 'baiyin', '白音：新城园园长 / director of 新城园'),
  account('operator_admin', 'aodeng', '敖登：青禾托育运营管理员 / administrator of the operator, both sites'),
  account(
    'org_admin',
    'gonghui',
    '孙工会：青城通信工会，只看本单位家庭 / an employer’s administrator, own families only',
  ),
  account('inspector', 'dudao', '督导：只读，到期失效 / inspector, read only, ends by itself'),
  {
    role: 'tablet',
    username: '',
    password: `${DEMO_PAIRING_CODE.slice(0, 4)}-${DEMO_PAIRING_CODE.slice(4)}`,
    note: '海棠班平板的配对码，在 /tablet/pair 输入 / pairing code for a tablet of 海棠班, typed at /tablet/pair',
  },
];
