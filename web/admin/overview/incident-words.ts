import { defineBook } from '../../shared/words/book.ts';

/** Of incidents that wait for who answers for the site. */
export const incidentExceptionWords = defineBook(
  'admin-overview-incidents',
  {
    call: '严重事件待通话',
    callFirst: '还没打通家长电话，打通前不会推送',
    callOver: '还没打通家长电话，已超时，上报运营方',
    'call-overdue': '超时没打通家长',
    'not-written': '事件没按时提交',
    'not-reviewed': '事件没按时复核',
    unanswered: '家长没确认事件',
    'not-closed': '事件没按时归档',
    graveReview: '严重事件等着复核',
    review: '事件等着复核',
    which: '{room} {names}：{kind}',
    whichRoom: '{room}：{kind}',
    number: '编号 {number}',
    listed: '、',
  },
  {
    call: 'Grave incident: call first',
    callFirst: 'The family was not reached by phone; nothing is sent before',
    callOver: 'The family was not reached in time; it goes to the operator',
    'call-overdue': 'Family not reached in time',
    'not-written': 'Incident not submitted in time',
    'not-reviewed': 'Incident not reviewed in time',
    unanswered: 'Family has not acknowledged',
    'not-closed': 'Incident not closed in time',
    graveReview: 'Grave incident to review',
    review: 'Incident to review',
    which: '{room}, {names}: {kind}',
    whichRoom: '{room}: {kind}',
    number: 'No. {number}',
    listed: ', ',
  },
);
