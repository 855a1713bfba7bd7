import { defineBook } from '../../shared/words/book.ts';

export const auditWords = defineBook(
  'admin-audit',
  {
    title: '审计记录',
    thisSite: '这个园所',
    everything: '全部，含登录',
    which: '看哪些记录',
    empty: '还没有记录。',
    time: '时间',
    who: '谁',
    what: '做了什么',
    about: '关于',
    nobody: '系统',
    older: '更早的',
    end: '没有更早的了',
  },
  {
    title: 'Audit',
    thisSite: 'This site',
    everything: 'Everything, sign-ins too',
    which: 'Which records',
    empty: 'No records yet.',
    time: 'Time',
    who: 'Who',
    what: 'Did what',
    about: 'About',
    nobody: 'The system',
    older: 'Older',
    end: 'Nothing older',
  },
);
