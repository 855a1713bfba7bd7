import { defineBook } from '../../shared/words/book.ts';

export const ownAccountWords = defineBook(
  'admin-account',
  {
    title: '我的账号',
    secondFactor: '两步验证',
    mustTitle: '先设好两步验证',
    signOut: '退出登录',
    isOff: '您的账号还没有打开两步验证：只凭密码就能登录。',
    setUp: '现在设置',
  },
  {
    title: 'My account',
    secondFactor: 'Two-step sign-in',
    mustTitle: 'Set up two-step sign-in first',
    signOut: 'Sign out',
    isOff: 'Two-step sign-in is off for your account: the password alone lets anyone in.',
    setUp: 'Set it up now',
  },
);
