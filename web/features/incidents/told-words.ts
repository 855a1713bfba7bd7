import { defineBook } from '../../shared/words/book.ts';

/** What a family reads, made of what was tapped, and how that is offered. */
export const toldWords = defineBook(
  'incident-told',
  {
    suggestion: '按登记的内容写成：',
    inChinese: '家长收到的是中文。',
    useIt: '用这段话',
    replaceIt: '换成这段话',
    replaced: '您原来写的：',
    putBack: '放回我写的话',
    toldStart: '{time}，{child}{where}{doing}：{kind}。',
    toldWhere: '在{place}',
    toldDoing: '{activity}时',
    toldInjury: '伤害类别：{injury}。',
    toldMarks: '部位：{parts}。',
    toldAid: '我们做了处理：{aid}。',
    toldHospital: '已送医院。',
    toldEnd: '有问题请随时联系我们。',
    stale: '写好给{child}家人的话以后，登记内容又改过。请看看这段话还对不对。',
    staleLook: '看一看，改写',
  },
  {
    suggestion: 'Made of what is recorded:',
    inChinese: 'Written in Chinese for the family.',
    useIt: 'Use this',
    replaceIt: 'Use this instead',
    replaced: 'What you had written:',
    putBack: 'Put my words back',
    toldStart: '{time}, {child}{where}{doing}: {kind}.',
    toldWhere: ', {place}',
    toldDoing: ', {activity}',
    toldInjury: 'Kind of injury: {injury}.',
    toldMarks: 'Where: {parts}.',
    toldAid: 'What we did: {aid}.',
    toldHospital: 'Taken to hospital.',
    toldEnd: 'Please ask us anything you want to know.',
    stale:
      'The record was changed after the words for {child}’s family were written. Please check that they still fit.',
    staleLook: 'Look and rewrite',
  },
);
