import { IncidentPhotoFault } from '#contract/incident-photos.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';
import { defineBook, sayIn } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import type { Language } from '../../shared/words/language.ts';

export const photoWords = defineBook(
  'incident-photos',
  {
    photos: '照片',
    photosOf: '{n} / {most}',
    how: '位置和机主信息会去掉，加密保存。新照片只给园所看，点开可改。',
    none: '没有照片',
    full: '最多 12 张，先删掉不要的再加。',
    noAuthor: '先选是谁在操作，再加照片。',
    takePhoto: '拍照',
    choosePhotos: '选照片',
    photo: '照片 {n}',
    open: '看大图：照片 {n}，{whose}',
    openOwn: '看大图：照片 {n}',
    whose: '给谁看',
    nursery: '只给园所看',
    family: '{name}家可看',
    familyShort: '{name}家',
    nurseryShort: '园所',
    onlyOwn: '给家长看的照片里不能有别的孩子。',
    by: '{name} {time}',
    previous: '上一张',
    next: '下一张',
    close: '关闭',
    remove: '删除照片',
    removeSure: '确定删除，找不回来',
    keep: '留着',
    loading: '照片正在打开…',
    failed: '照片打不开。',
    again: '再试一次',
    state_waiting: '等网络',
    state_sending: '发送中…',
    state_held: '等 {name} 的 PIN',
    state_refused: '没有收下',
    state_sent: '已送达',
    away: '{n} 张照片存在这台设备上，网络恢复后自动发送。',
    held: '{name}拍的，输 PIN 后发送；也可以由您发送。',
    onPageOnly: '这个浏览器存不下照片：发送前请不要关闭页面。',
    takeOver: '由我发送',
    retry: '重发',
    discard: '丢弃',
    fault_empty: '照片是空的，请重新拍一张。',
    'fault_wrong-type': '只收照片（JPEG、PNG、WebP）。',
    fault_heic: '这是 HEIC 照片，收不了。请直接拍照，或在相机设置里选“兼容性最佳”。',
    fault_damaged: '照片读不出来，可能没有存完整。请重新拍一张。',
    'fault_too-many-pixels': '照片太大（超过 6400 万像素）。请用普通模式再拍一张。',
    'fault_too-many': '这个事件已有 12 张照片。先删掉不要的，再重发。',
    'fault_too-large': '照片超过 15 MB，请用普通模式再拍一张。',
    'fault_not-now': '事件已经发布，不能再加照片。',
    'fault_in-review': '园长正在复核，照片由园长来加。',
    fault_missing: '服务器上没有这个事件，照片没有送到。可以重发，或者丢弃。',
    lost: '{name}拍的事件照片 {n} 张：{why}',
  },
  {
    photos: 'Photos',
    photosOf: '{n} / {most}',
    how: 'Place and owner are taken out, and they are stored encrypted. A new photo is for the nursery alone; open it to change that.',
    none: 'No photos',
    full: 'Twelve at most: remove one that is not needed first.',
    noAuthor: 'Say who is acting, then add photos.',
    takePhoto: 'Take a photo',
    choosePhotos: 'Choose photos',
    photo: 'Photo {n}',
    open: 'Enlarge photo {n}, {whose}',
    openOwn: 'Enlarge photo {n}',
    whose: 'Who may see it',
    nursery: 'The nursery alone',
    family: '{name}’s family too',
    familyShort: '{name}’s family',
    nurseryShort: 'Nursery',
    onlyOwn: 'A photo for a family must show no other child.',
    by: '{name} {time}',
    previous: 'Previous',
    next: 'Next',
    close: 'Close',
    remove: 'Remove photo',
    removeSure: 'Remove it for good',
    keep: 'Keep it',
    loading: 'Opening the photo…',
    failed: 'The photo cannot be opened.',
    again: 'Try again',
    state_waiting: 'No network',
    state_sending: 'Sending…',
    state_held: 'Needs {name}’s PIN',
    state_refused: 'Not taken',
    state_sent: 'Sent',
    away: 'Photos on this device: {n}. They are sent when the network is back.',
    held: 'Taken by {name}: sent after their PIN, or by you.',
    onPageOnly: 'This browser cannot keep photos: leave the page open until they are sent.',
    takeOver: 'Send as mine',
    retry: 'Send again',
    discard: 'Discard',
    fault_empty: 'The photo is empty. Please take it again.',
    'fault_wrong-type': 'Only photos (JPEG, PNG, WebP) are taken.',
    fault_heic: 'This is a HEIC photo, which is not taken. Use the camera here, or set yours to “most compatible”.',
    fault_damaged: 'The photo cannot be read; it may be incomplete. Please take it again.',
    'fault_too-many-pixels': 'The photo is too large (over 64 million pixels). Please take it in normal mode.',
    'fault_too-many': 'This incident has twelve photos. Remove one that is not needed, then send again.',
    'fault_too-large': 'The photo is over 15 MB. Please take it in normal mode.',
    'fault_not-now': 'The incident is published: no photos are added any more.',
    'fault_in-review': 'The director is reviewing it, and adds photos themselves.',
    fault_missing: 'The server knows no such incident, so this was not delivered. Send it again, or discard it.',
    lost: 'Photos of an incident, taken by {name}: {n}. {why}',
  },
);

/** The picture itself is what is not taken, or it is past its time: the same again would be refused again. */
export function isForGood(error: unknown): boolean {
  if (isProblem(error, 'incident-not-now') || isProblem(error, 'conflict')) return true;
  const fault = IncidentPhotoFault.safeParse(error instanceof ProblemError ? error.problem.fields?.['file'] : null);
  return fault.success ? fault.data !== 'too-many' : isProblem(error, 'too-large');
}

/** Why a photo was not taken, or anything else went wrong with it. */
export function photoSentence(error: unknown, language: Language): string {
  const fault = IncidentPhotoFault.safeParse(error instanceof ProblemError ? error.problem.fields?.['file'] : null);
  if (fault.success) return sayIn(language, photoWords, `fault_${fault.data}`);
  if (isProblem(error, 'too-large')) return sayIn(language, photoWords, 'fault_too-large');
  if (isProblem(error, 'incident-not-now')) return sayIn(language, photoWords, 'fault_not-now');
  if (isProblem(error, 'forbidden')) return sayIn(language, photoWords, 'fault_in-review');
  if (isProblem(error, 'not-found')) return sayIn(language, photoWords, 'fault_missing');
  return errorSentence(error, language);
}
