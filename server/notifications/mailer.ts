import nodemailer from 'nodemailer';
import type { Delivery } from './delivery.ts';
import type { MailContent } from './message.ts';

/** `tls`: from the first byte on; `starttls`: or not at all; `plain`: to this machine alone. */
export type MailSettings = {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'plain';
  login: { user: string; password: string } | null;
  from: string;
};

export type Mail = MailContent & { to: string; id: string };
/** Sends one mail; never rejects. The same id is the same Message-ID: sent again it is the same mail. */
export type Mailer = (mail: Mail) => Promise<Delivery>;

const WITHIN_MS = 15_000;
/** Of these a 5xx is the mailbox's no; of the greeting or the login it is our settings', which somebody may put right. */
const ABOUT_THE_MAIL: ReadonlySet<string> = new Set(['RCPT TO', 'DATA']);

/** @returns null where no mail server is set: then there is no such channel */
export function createMailer(settings: MailSettings | null): Mailer | null {
  if (settings === null) return null;
  const { host, port, security, login, from } = settings;
  const transport = nodemailer.createTransport({
    ...{ host, port },
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    tls: { minVersion: 'TLSv1.2' }, // and the certificate is verified, which is Node's default
    ...(login && { auth: { user: login.user, pass: login.password } }),
    ...{ connectionTimeout: WITHIN_MS, greetingTimeout: WITHIN_MS, socketTimeout: WITHIN_MS, dnsTimeout: WITHIN_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'kanwa';
  return async ({ to, id, ...content }) => {
    try {
      // As an object the address is one address, whatever it holds; headers cannot be added through it.
      const messageId = `<${id}@${domain}>`;
      const headers = { 'Auto-Submitted': 'auto-generated' };
      await transport.sendMail({ ...content, from, to: { name: '', address: to }, messageId, headers });
      return { is: 'sent' };
    } catch (error) {
      return failureOf(error);
    }
  };
}

type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown };

/** A server's words may hold the address: only its code is kept. */
function failureOf(error: unknown): Delivery {
  const { code, responseCode, command } = (error ?? {}) as SmtpError;
  const said =
    typeof responseCode === 'number' ? `smtp-${String(responseCode)}` : typeof code === 'string' ? code : 'unknown';
  const isForGood = typeof responseCode === 'number' && responseCode >= 500 && ABOUT_THE_MAIL.has(String(command));
  return { is: isForGood ? 'refused' : 'failed', code: said };
}
