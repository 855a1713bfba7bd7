import type { MailSettings } from './mailer.ts';

export type NotificationSettings = {
  /** How browsers reach this service: links in mails lead there. */
  address: string;
  /** null: there is no e-mail. */
  mail: MailSettings | null;
  /** Push services besides the known ones, as `host` or `host:port`. */
  pushServices: readonly string[];
  /** So long a visible page has to say that it has shown what is not grave. */
  waitMs: number;
};
