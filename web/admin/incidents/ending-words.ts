import { defineBook } from '../../shared/words/book.ts';

/** How an incident ends: filed, filed without a signature, or taken back. */
export const incidentEndingWords = defineBook(
  'admin-incident-endings',
  {
    waitsFor: '等{children}的家人签字；提醒发出后，可以写明原因归档',
    unsigned: '{children}的家人提醒后还没有签字；可以写明原因归档',
    file: '归档',
    fileTitle: '归档 {number}？',
    fileSays: '归档后离开这个列表，记录永久保留。',
    doubted: '归档前请看{child}家人的签字（{by}）',
    somebodyOfFamily: '家里人',
    filed: '已归档。',
    unsignedTitle: '没有签字也归档 {number}？',
    unsignedSays: '{children}的家人没有签字。原因写进登记，家人以后仍然可以看和签字。',
    unsigned_1: '电话里已知情，没有在手机上签字',
    unsigned_2: '孩子已经离园，联系不上家人',
    takeBack: '撤回这个事件',
    takeBackTitle: '撤回 {number}？',
    takeBackSays: '只用于标错了的。记录和原因留在登记的「已撤回」里，家人看不到，也不再为它标记录像。',
    takeBackSaysGrave:
      '只用于标错了的。记录和原因留在登记的「已撤回」里，家人看不到。这是严重事件：已经标记的录像仍然保留，可以从录像核对是否真的没有发生。',
    takeBack_1: '标错了孩子',
    takeBack_2: '误点，没有发生',
    takeBack_3: '同一件事标记了两次',
    takenBack: '已撤回。',
    noticeTakenBack: '{room}：严重事件（{kind}）已被撤回。打开看是谁、为什么。',
    noticeUndone: '{room}：严重事件（{kind}）的标记已在平板上撤销',
  },
  {
    waitsFor: 'Waiting for the family of {children} to sign; once reminded, it can be filed with a reason',
    unsigned: 'The family of {children} was reminded and has not signed; it can be filed with a reason',
    file: 'File',
    fileTitle: 'File {number}?',
    fileSays: 'It leaves this list; the record stays for good.',
    doubted: 'Before filing, look at the signature of {child}’s family ({by})',
    somebodyOfFamily: 'one of the family',
    filed: 'Filed.',
    unsignedTitle: 'File {number} without a signature?',
    unsignedSays:
      'The family of {children} has not signed. The reason stands in the register; they can still read it and sign.',
    unsigned_1: 'They know by phone, but did not sign',
    unsigned_2: 'The child has left, and the family cannot be reached',
    takeBack: 'Take it back',
    takeBackTitle: 'Take {number} back?',
    takeBackSays:
      'Only for a mistaken flag. The record and its reason stay in the register under “Taken back”; no family reads it, and no recording is marked for it any more.',
    takeBackSaysGrave:
      'Only for a mistaken flag. The record and its reason stay in the register under “Taken back”; no family reads it. It is a serious one: what is marked of the recording stays marked, so that whether it happened can be seen there.',
    takeBack_1: 'The wrong child was flagged',
    takeBack_2: 'A slip; nothing happened',
    takeBack_3: 'The same was flagged twice',
    takenBack: 'Taken back.',
    noticeTakenBack: '{room}: a serious incident ({kind}) was taken back. Open it to see by whom and why.',
    noticeUndone: '{room}: the flag of a serious incident ({kind}) was undone in the room',
  },
);
