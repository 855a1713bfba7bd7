import { defineBook } from '../../shared/words/book.ts';

/** Beside a family's signature: what was done to the account before it signed. */
export const doubtWords = defineBook(
  'incident-signature-doubts',
  {
    'password-reset': '注意：签字前 {n} 小时内，{by}重设了这个账号的密码',
    'second-factor-reset': '注意：签字前 {n} 小时内，{by}重置了这个账号的两步验证',
    'linked-later': '注意：事件发生后、签字前 {n} 小时内，{by}才把这个账号关联为监护人',
    'of-the-staff': '注意：这也是员工账号，由{by}关联为监护人（签字前 {n} 小时内）',
    ofStaffAlone: '注意：这也是员工账号',
    somebody: '有人',
  },
  {
    'password-reset': 'Note: {by} reset this account’s password within {n} h before it signed',
    'second-factor-reset': 'Note: {by} reset this account’s second sign-in step within {n} h before it signed',
    'linked-later': 'Note: {by} linked this account as a guardian after the incident, within {n} h before it signed',
    'of-the-staff':
      'Note: this is an account of the staff, too; {by} linked it as a guardian within {n} h before it signed',
    ofStaffAlone: 'Note: this is an account of the staff, too',
    somebody: 'somebody',
  },
);
