import { defineBook } from '../../shared/words/book.ts';

export const signInWords = defineBook(
  'sign-in',
  {
    title: '登录看娃',
    lead: '看得见孩子在园的一天，只看自己孩子的班级。',
    username: '账号',
    password: '密码',
    submit: '登录',
    submitting: '正在登录…',
    wrong: '账号或密码不对。',
    demo: '演示账号',
    demoLead: '点一下就会填好。',
    overSignedOut: '您已在别处退出。',
    overInactive: '您的账号已停用，请联系园所。',
    overExpired: '登录已过期，请重新登录。',
  },
  {
    title: 'Sign in to Kanwa',
    lead: "Your child's day at nursery, and only your own child's room.",
    username: 'Account',
    password: 'Password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    wrong: 'Wrong account or password.',
    demo: 'Demo accounts',
    demoLead: 'One click fills them in.',
    overSignedOut: 'You were signed out elsewhere.',
    overInactive: 'Your account is inactive. Please contact the nursery.',
    overExpired: 'Your sign-in has expired. Please sign in again.',
  },
);
