import type { PushMessage } from '../contract/notifications.ts';
import { noticeOf, type HeardAs, type NotedEvent } from './what-to-tell.ts';

export type Language = 'zh' | 'en';
/** `isTrial`: nothing has happened. */
export type Message = { title: string; body: string; path: string; language: Language; isTrial?: true };

/**
 * The same words whatever happened: a lock screen or a mailbox is read by others, too. Who it is about and what it was is read
 * behind the sign-in.
 */
const WORDS: Record<HeardAs | 'trial', Record<Language, { title: string; body: string }>> = {
  family: {
    zh: { title: '看娃：有一条新消息', body: '关于您孩子的一条记录，请打开查看。' },
    en: { title: 'Kanwa: a new message', body: 'A record about your child. Please open it to read.' },
  },
  admin: {
    zh: { title: '看娃：有一件事等您看', body: '园所的一条记录，请打开查看。' },
    en: { title: 'Kanwa: something waits for you', body: 'A record of the nursery. Please open it to read.' },
  },
  trial: {
    zh: { title: '看娃：测试消息', body: '您能看到这条，说明消息提醒已经可以用了。' },
    en: { title: 'Kanwa: a test', body: 'You can read this, so notifications reach you here.' },
  },
};

/** What is said of this event, with the page to open; null for one that nothing is told of. Pure. */
export function messageOf(event: NotedEvent, language: Language): Message | null {
  const notice = noticeOf(event);
  const { incidentId } = event.payload;
  if (notice === null || typeof incidentId !== 'string') return null;
  const path =
    notice.heardAs === 'family'
      ? `/p/incidents/${incidentId}?child=${event.childId ?? ''}`
      : `/a/incidents/${incidentId}?site=${event.siteId ?? ''}`;
  return { ...WORDS[notice.heardAs][language], path, language };
}

export const trialMessage = (language: Language, path: string): Message => ({
  ...WORDS.trial[language],
  path,
  language,
  isTrial: true,
});

export const pushMessage = (tag: string, { title, body, path, language }: Message): PushMessage => ({
  ...{ tag, title, body, path, language },
});

const OPEN: Record<Language, string> = { zh: '打开看娃', en: 'Open Kanwa' };
const WHY: Record<Language, string> = {
  zh: '这封邮件只说有新消息，内容登录后才能看到。',
  en: 'This mail only says that there is something new; it is read after signing in. ',
};
/** A family's page and the console alike: one's own picture leads there. */
const CHOSEN: Record<Language, string> = {
  zh: '要改收什么，登录后点自己的头像，找到“消息提醒”。',
  en: 'To change what you get, sign in, open your own page by your picture, and find “Notifications” there.',
};

export type MailContent = { subject: string; text: string; html: string };

/** @param base the service's own address, without a path */
export function mailOf({ title, body, path, language, isTrial }: Message, base: string): MailContent {
  const link = new URL(path, base).href;
  const foot = isTrial ? CHOSEN[language] : `${WHY[language]}${CHOSEN[language]}`;
  const html = pageOf(
    language,
    `<p>${body}</p>
<p><a href="${escaped(link)}" style="color:#0b6e69">${OPEN[language]}</a></p>
<p style="font-size:13px;color:#5b6b70">${foot}</p>`,
  );
  return { subject: title, text: `${body}\n\n${link}\n\n${foot}\n`, html };
}

const pageOf = (language: Language, inside: string): string =>
  `<!doctype html><html lang="${language}"><body style="font:16px/1.6 sans-serif;color:#1f2a2e">
${inside}
</body></html>`;

const CODE: Record<Language, (minutes: number) => { subject: string; is: string; says: string }> = {
  zh: (minutes) => ({
    ...{ subject: '看娃：邮箱验证码', is: '您的验证码：' },
    says: `${String(minutes)} 分钟内有效。如果不是您本人填写的邮箱，不用理会这封邮件。`,
  }),
  en: (minutes) => ({
    ...{ subject: 'Kanwa: your code', is: 'Your code:' },
    says: `It is good for ${String(minutes)} minutes. If you have not asked for it, ignore this mail.`,
  }),
};

/** Says nothing of whose account it is: the address may be somebody else's. */
export function codeMail(code: string, minutes: number, language: Language): MailContent {
  const { subject, is, says } = CODE[language](minutes);
  const html = pageOf(
    language,
    `<p>${is}</p>
<p style="font-size:28px;font-weight:bold;letter-spacing:4px">${code}</p>
<p>${says}</p>`,
  );
  return { subject, text: `${is} ${code}\n\n${says}\n`, html };
}

/** Paths are made of ids; this holds whatever a base may be. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
