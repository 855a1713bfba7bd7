import { defineBook } from '../../shared/words/book.ts';

export const findWords = defineBook(
  'admin-find',
  {
    hint: '搜人、孩子、摄像头、班级、编号',
    keys: '↑↓ 选，Enter 打开，Esc 关闭',
    recent: '刚才去过',
    nothing: '没有找到“{typed}”。',
    type: '输入名字开始找。',
    guardian: '为什么能看 / 不能看',
    child: '孩子',
    staff: '员工',
    camera: '摄像头',
    room: '班级',
    incident: '事件',
    screen: '页面',
  },
  {
    hint: 'Find people, children, cameras, rooms, numbers',
    keys: '↑↓ choose, Enter opens, Esc closes',
    recent: 'Last gone to',
    nothing: 'Nothing called “{typed}”.',
    type: 'Type a name to begin.',
    guardian: 'why they can or cannot watch',
    child: 'child',
    staff: 'staff',
    camera: 'camera',
    room: 'room',
    incident: 'incident',
    screen: 'page',
  },
);
