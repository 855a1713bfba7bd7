import { z } from 'zod';
import { Refusal } from './refusal.ts';

/** One code per outcome a caller can act on. */
export const PROBLEM_CODES = [
  'bad-request',
  'not-signed-in',
  'wrong-credentials',
  'wrong-pin',
  'own-record',
  'wrong-code',
  'wrong-second-factor',
  'second-factor-needed',
  'who-is-acting',
  'device-revoked',
  'too-many-tries',
  'forbidden',
  'refused',
  'not-found',
  'conflict',
  'already-there',
  'not-present',
  'not-on-duty',
  'already-so',
  'too-late-to-undo',
  'incident-not-now',
  'concern-not-now',
  'call-first',
  'signature-first',
  'call-before-incident',
  'nothing-told',
  'names-other-child',
  'name-not-yours',
  'day-does-not-fit',
  'nothing-to-change',
  'invitation-void',
  'right-stopped',
  'ask-the-nursery',
  'fetched-today',
  'arrival-undone',
  'wrong-pickup-code',
  'door-code-void',
  'wrong-door-pin',
  'kiosk-revoked',
  'day-past',
  'not-coming-then',
  'already-arrived',
  'outside-opening-hours',
  'may-not-fetch',
  'push-service-unknown',
  'channel-absent',
  'not-delivered',
  'wrong-email-code',
  'camera-area-forbidden',
  'camera-address-refused',
  'camera-offline',
  'view-gone',
  'browser-cannot-play',
  'media-unavailable',
  'origin-refused',
  'too-large',
  'too-much-for-one-file',
  'wrong-host',
  'internal',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** The body of every answer that is not a success. */
export const Problem = z.object({
  code: ProblemCode,
  /** For people, in both languages: what is wrong and what to do. */
  message: z.object({ zh: z.string(), en: z.string() }),
  /** Names the log line of this answer. */
  id: z.string(),
  /** Field by field, when the input was malformed: path → what is wrong. */
  fields: z.record(z.string(), z.string()).optional(),
  refusal: Refusal.optional(),
  retryAfterSeconds: z.number().int().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** What a socket acknowledgement carries. */
export type Reply<T> = { ok: true; data: T } | { ok: false; problem: Problem };

/** What each code says to a person: what is wrong, and what to do. */
export const PROBLEM_SENTENCE: Record<ProblemCode, { zh: string; en: string }> = {
  'bad-request': {
    zh: '填写的内容有误，请检查后再试。',
    en: 'Something in the form is not right. Please check it and try again.',
  },
  'not-signed-in': { zh: '请先登录。', en: 'Please sign in first.' },
  'wrong-credentials': { zh: '账号或密码不对。', en: 'Wrong account or password.' },
  'wrong-pin': { zh: 'PIN 不对，请再试一次。', en: 'Wrong PIN. Please try again.' },
  'own-record': {
    zh: '这是本人的记录，要由本人输 PIN 确认。',
    en: 'This record is the person’s own: they confirm it by their PIN.',
  },
  'wrong-code': {
    zh: '配对码不对或已过期，请向管理员要一个新的。',
    en: 'The pairing code is wrong or has expired. Ask an administrator for a new one.',
  },
  'wrong-second-factor': {
    zh: '验证码不对或已经用过。请等下一个验证码再试。',
    en: 'This code is wrong or was used already. Wait for the next one and try again.',
  },
  'second-factor-needed': { zh: '请先完成两步验证。', en: 'Please complete the second sign-in step.' },
  'who-is-acting': { zh: '请先选择是谁在操作。', en: 'Please say who is acting first.' },
  'device-revoked': { zh: '此平板已停用。', en: 'This tablet has been switched off.' },
  'too-many-tries': { zh: '试得太频繁，请稍后再试。', en: 'Too many tries. Please wait a little and try again.' },
  forbidden: {
    zh: '您的角色不能这样做。需要时请联系管理员。',
    en: 'Your role does not allow this. Please contact an administrator if you need it.',
  },
  refused: { zh: '现在不能观看。', en: 'You cannot watch right now.' },
  'not-found': {
    zh: '没有找到。它可能已被移除，请刷新后再试。',
    en: 'Not found. It may have been removed; reload and try again.',
  },
  conflict: { zh: '内容刚被别人改过，请刷新后再试。', en: 'This was changed by someone else. Reload and try again.' },
  'already-there': { zh: '已经有了，请换一个名字。', en: 'This exists already. Please choose another name.' },
  'not-present': { zh: '孩子不在园，不能办理离园。', en: 'The child is not checked in, so cannot be checked out.' },
  'not-on-duty': {
    zh: '那个时间还没有到岗，或者已经离岗，没有记录。',
    en: 'At that time they had not arrived, or had left already. Nothing was recorded.',
  },
  'already-so': { zh: '已经是这样了，没有再记一次。', en: 'It is so already. Nothing was recorded.' },
  'too-late-to-undo': { zh: '已超过撤销时间，请告诉园长。', en: 'It is too late to undo. Please tell the director.' },
  'incident-not-now': {
    zh: '这个事件现在不能这样做：它已经走到别的步骤了。请刷新后再看。',
    en: 'This cannot be done with the incident now: it has moved on. Please look at it again.',
  },
  'concern-not-now': {
    zh: '这份报告现在不能这样做：它已经走到别的步骤了。请刷新后再看。',
    en: 'This cannot be done with the report now: it has moved on. Please look at it again.',
  },
  'call-first': {
    zh: '严重事件要先打通监护人的电话并记录，才能发布。',
    en: 'For a serious incident a guardian of each child has to be reached by phone before it is published.',
  },
  'signature-first': {
    zh: '还有家人没有签字。提醒发出之后，写明原因才能归档。',
    en: 'A family has not signed yet. Once it was reminded, it can be filed with the reason written down.',
  },
  'call-before-incident': {
    zh: '电话的时间比事件还早，没有记下。请改成事件之后的时间。',
    en: 'The call is dated before the incident, so it was not recorded. Please give a time after it.',
  },
  'nothing-told': {
    zh: '还没有写给监护人看的话。请为每个孩子写好再发布。',
    en: 'What guardians will read is missing. Please write it for each child, then publish.',
  },
  'names-other-child': {
    zh: '写给监护人的话里出现了别的孩子的名字。请去掉再发布。',
    en: 'What guardians will read names another child. Please take the name out, then publish.',
  },
  'name-not-yours': {
    zh: '输入的姓名和您账号上的姓名不一致。请输入账号上的姓名，或改为手写签名。',
    en: 'This is not the name of your account. Please type the name as your account has it, or sign by hand.',
  },
  'nothing-to-change': {
    zh: '和原来的记录一样，没有可更正的。',
    en: 'This is what the record says already: there is nothing to correct.',
  },
  'day-does-not-fit': {
    zh: '这样改，当天的记录对不上，例如离园早于入园。请检查时间和顺序。',
    en: 'With this the day would not add up, for example leaving before arriving. Please check the times and their order.',
  },
  'invitation-void': {
    zh: '这个邀请已失效，请联系园所。',
    en: 'This invitation is no longer valid. Please contact the nursery.',
  },
  'right-stopped': {
    zh: '此人对这个孩子的权限已被撤回或依令停止，不能通过邀请恢复。如需恢复，请在权限页办理。',
    en: 'This person’s right to the child was withdrawn or blocked, and an invitation does not give it back. To give it back, use the permissions page.',
  },
  'ask-the-nursery': {
    zh: '现在不能办理，请联系园所。',
    en: 'This cannot be done right now. Please contact the nursery.',
  },
  'fetched-today': {
    zh: '今天已接走。再来请送到班里，由老师登记。',
    en: 'Already fetched today. Please bring your child to the room; the staff record it.',
  },
  'arrival-undone': {
    zh: '今天在门口登记的入园已被班里撤回。请送到班里，由老师登记。',
    en: 'The room took back today’s arrival at the entrance. Please bring your child to the room; the staff record it.',
  },
  'wrong-pickup-code': {
    zh: '接送码不对，或已经用过、过期。请向家长核对。',
    en: 'The pick-up code is wrong, used or expired. Please check with the parent.',
  },
  'door-code-void': {
    zh: '这个二维码已失效，请再扫一次门口的屏幕。',
    en: 'This code is no longer good. Please scan the screen at the entrance again.',
  },
  'wrong-door-pin': {
    zh: '手机号或密码不对。也可以用手机扫二维码。',
    en: 'Wrong phone number or PIN. You can also scan the code with your phone.',
  },
  'kiosk-revoked': { zh: '此门口屏已停用。', en: 'This screen has been switched off.' },
  'day-past': { zh: '这一天已经过去了，请选今天或以后。', en: 'This day is over. Please choose today or a later one.' },
  'not-coming-then': {
    zh: '孩子这一天本来就不来园，不用通知。',
    en: 'The child does not come on this day anyway; there is nothing to tell.',
  },
  'already-arrived': {
    zh: '孩子今天已经入园，不能再请今天的假。如有误，请联系园所。',
    en: 'The child has arrived today, so an absence of today cannot be told. If that is wrong, please contact the nursery.',
  },
  'outside-opening-hours': {
    zh: '园所那时不开门，请选开放时间以内、还没有过去的时间。',
    en: 'The nursery is closed at that time. Please choose a time within its opening hours that is still to come.',
  },
  'may-not-fetch': {
    zh: '这个人不在孩子的接送人里，请先登记接送人。',
    en: 'This person is not among those who may fetch the child. Please name them under pick-up first.',
  },
  'push-service-unknown': {
    zh: '这个浏览器的推送服务不在允许的名单里。请换 Edge、Firefox、Safari 或 Chrome，或改用邮件；也可以请管理员添加。',
    en: 'This browser’s push service is not on the list. Please use Edge, Firefox, Safari or Chrome, or e-mail; an administrator can add it.',
  },
  'channel-absent': {
    zh: '这里还没有设好这种提醒方式。请先打开推送，或填写并确认邮箱。',
    en: 'This way of being told is not set up. Switch push on first, or give and confirm an e-mail address.',
  },
  'not-delivered': {
    zh: '没有发出去。请检查地址，过一会儿再试。',
    en: 'It could not be sent. Please check the address and try again in a while.',
  },
  'wrong-email-code': {
    zh: '邮箱验证码不对或已过期。请核对最新的一封邮件，或再发一次。',
    en: 'The code is wrong or has expired. Check the newest mail, or have another one sent.',
  },
  'camera-area-forbidden': {
    zh: '哺乳室、卫生间、更衣室依法不得安装摄像头（国务院令第 799 号）。',
    en: 'The law forbids cameras in nursing rooms, toilets and changing rooms (State Council Order 799).',
  },
  'camera-address-refused': {
    zh: '这个摄像头地址不能用：必须是 rtsp:// 或 rtsps://，并在园所的摄像头网段内。',
    en: 'This camera address cannot be used: it must be rtsp:// or rtsps:// and lie in the site’s camera networks.',
  },
  'camera-offline': {
    zh: '摄像头离线，恢复后画面会自动出现。',
    en: 'The camera is offline. The picture will return by itself.',
  },
  'view-gone': { zh: '这次观看已结束，请重新打开。', en: 'This view has ended. Please open it again.' },
  'browser-cannot-play': {
    zh: '这个浏览器不能播放 H.264 视频，请换用新版 Edge、Chrome 或 360 极速模式。',
    en: 'This browser cannot play H.264 video. Please use a current Edge or Chrome.',
  },
  'media-unavailable': {
    zh: '视频服务正在重启，请稍等片刻。',
    en: 'The video service is restarting. Please wait a moment.',
  },
  'origin-refused': { zh: '请求来自别的网站，已拒绝。', en: 'The request came from another website and was refused.' },
  'too-large': { zh: '发送的内容太大。', en: 'What was sent is too large.' },
  'too-much-for-one-file': {
    zh: '一个文件放不下这么多。请按园所分别导出。',
    en: 'This is too much for one file. Please export it site by site.',
  },
  'wrong-host': {
    zh: '请用这项服务的正式网址打开。代理服务器须原样转发 Host。',
    en: 'Please open this service by its own address. A proxy in front has to pass the Host header on.',
  },
  internal: {
    zh: '出了点问题，我们已记下。请再试一次。',
    en: 'Something went wrong and we have noted it. Please try again.',
  },
};
