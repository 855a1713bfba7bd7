import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '../../server/notifications/mailer.ts';
import { selfMadeCertificate } from '../../server/platform/certificate.ts';

/** A mail as it came: to whom the envelope says, and its text with decoded parts. */
export type Mail = { to: string[]; raw: string; subject: string; text: string; html: string; messageId: string };
export type SmtpInbox = Awaited<ReturnType<typeof startSmtpInbox>>;

const LOGIN = { user: 'kanwa', password: 'Brief-7714' };
type Refusal = { code: number; words: string } | null;

/** A real mail server on this machine: STARTTLS with a certificate of its own, and a login, both asked for. */
export async function startSmtpInbox() {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-smtp-'));
  const certificate = await selfMadeCertificate(folder);
  const mails: Mail[] = [];
  const box: { refuseTo: (address: string) => Refusal; sessions: number } = { refuseTo: () => null, sessions: 0 };
  const server = new SMTPServer({
    ...{ ...certificate, disableReverseLookup: true, authOptional: false, logger: false },
    onConnect: (_session, accepted) => {
      box.sessions += 1;
      accepted();
    },
    onAuth: ({ username, password }, session, answer) => {
      const isRight = session.secure && username === LOGIN.user && password === LOGIN.password;
      if (isRight) answer(null, { user: LOGIN.user });
      else answer(new Error('wrong login'));
    },
    onRcptTo: ({ address }, _session, answer) => {
      const refusal = box.refuseTo(address);
      answer(refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code }));
    },
    onData: (stream, session, answer) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push(readMail(Buffer.concat(parts).toString(), to));
        answer(null);
      });
    },
  });
  server.on('error', () => undefined); // a client that does not trust the certificate goes away
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const settings: MailSettings = {
    ...{ host: 'localhost', port, security: 'starttls', login: LOGIN },
    from: '看娃 <kanwa@example.test>',
  };
  return {
    settings,
    /** The certificate, for whoever is to trust it. */
    certificate: certificate.cert,
    certificateFile: join(folder, 'self-made.crt'),
    mails,
    sessions: () => box.sessions,
    to: (address: string) => mails.filter((mail) => mail.to.includes(address)),
    refuse: (refuseTo: (address: string) => Refusal) => void (box.refuseTo = refuseTo),
    stop: async () => {
      await new Promise<void>((closed) => server.close(() => closed()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readMail(raw: string, to: string[]): Mail {
  const headers = raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ');
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? '';
  const part = (type: string) => {
    const [, transfer = '', body = ''] =
      new RegExp(`Content-Type: ${type}[^]*?Content-Transfer-Encoding: ([\\w-]+)\\r\\n\\r\\n([^]*?)\\r\\n--`, 'i').exec(
        raw,
      ) ?? [];
    return transfer === 'base64' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body);
  };
  const subject = header('Subject').replaceAll(/=\?UTF-8\?([BQ])\?(.*?)\?=\s*/gi, (_all, how: string, text: string) =>
    how.toUpperCase() === 'B' ? Buffer.from(text, 'base64').toString() : quotedPrintable(text.replaceAll('_', ' ')),
  );
  const [text, html] = [part('text/plain'), part('text/html')];
  return { to, raw, subject, text, html, messageId: header('Message-ID') };
}

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text
      .replaceAll(/=\r?\n/g, '')
      .replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();
