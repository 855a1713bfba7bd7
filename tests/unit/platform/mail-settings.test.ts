import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../server/config.ts';
import { mailSettings } from '../../../server/mail-settings.ts';

const MAIL = { MAIL_HOST: 'smtp.example.cn', MAIL_FROM: '看娃 <kanwa@example.cn>' };

test('without a mail server there is no e-mail; with one its certificate is asked for', async () => {
  expect(await mailSettings(loadConfig({}))).toBeNull();
  expect(await mailSettings(loadConfig(MAIL))).toEqual({
    ...{ host: 'smtp.example.cn', port: 587, security: 'starttls', login: null, from: MAIL.MAIL_FROM },
  });
});

test.each([
  [{ MAIL_HOST: 'smtp.example.cn' }, 'go together'],
  [{ ...MAIL, MAIL_SECURITY: 'plain' }, 'on this machine alone'],
  [{ ...MAIL, MAIL_PASSWORD: 'a', MAIL_PASSWORD_FILE: '/b' }, 'not both'],
  [{ ...MAIL, MAIL_FROM: 'Kanwa <kanwa@example.cn>\r\nBcc: x@example.cn' }, 'MAIL_FROM'],
  [{ ...MAIL, MAIL_HOST: 'smtp.example.cn/x' }, 'MAIL_HOST'],
])('%j does not start', (env, said) => {
  expect(() => loadConfig(env)).toThrow(said);
});

test('the password may lie in a file, and plain is for this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-mail-'));
  const MAIL_PASSWORD_FILE = join(folder, 'password');
  writeFileSync(MAIL_PASSWORD_FILE, 'geheim 7714\n');
  const env = { ...MAIL, MAIL_HOST: '127.0.0.1', MAIL_SECURITY: 'plain', MAIL_USER: 'kanwa', MAIL_PASSWORD_FILE };
  expect((await mailSettings(loadConfig(env)))?.login).toEqual({ user: 'kanwa', password: 'geheim 7714' });
  rmSync(folder, { recursive: true });
  await expect(mailSettings(loadConfig(env))).rejects.toThrow('MAIL_PASSWORD_FILE');
});
