import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import type { MailSettings } from './notifications/mailer.ts';
import { StartError } from './platform/start-error.ts';

/** The mail server as configured, with its password read from where it lies; null when none is. @throws StartError */
export async function mailSettings(config: Config): Promise<MailSettings | null> {
  const { MAIL_HOST: host, MAIL_PORT: port, MAIL_SECURITY: security, MAIL_FROM: from, MAIL_USER: user } = config;
  if (host === undefined || from === undefined) return null;
  const password = await passwordOf(config);
  return { host, port, security, from, login: user === undefined ? null : { user, password } };
}

async function passwordOf({ MAIL_PASSWORD, MAIL_PASSWORD_FILE }: Config): Promise<string> {
  if (MAIL_PASSWORD_FILE === undefined) return MAIL_PASSWORD ?? '';
  const text = await readFile(MAIL_PASSWORD_FILE, 'utf8').catch(() => {
    throw new StartError('MAIL_PASSWORD_FILE cannot be read.');
  });
  return text.replace(/\r?\n$/, '');
}
