import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfig } from '../../../server/config.ts';
import { createTurnAccess } from '../../../server/live/turn-access.ts';
import { turnSettings } from '../../../server/turn-settings.ts';

const SECRET = 'a-secret-that-two-machines-share-7714';
const URLS = 'turns:turn.example.cn:443?transport=tcp, turn:turn.example.cn:3478';
const TURN = { TURN_URLS: URLS, TURN_SECRET: SECRET };
const VIEW = '0b6c1c1e-0000-4000-8000-000000000100';

test('a credential is for one view, for ten minutes, and names nobody', () => {
  const servers = createTurnAccess({ urls: ['turns:turn.example.cn:443'], secret: SECRET });
  const [server] = servers(VIEW, new Date('2026-11-23T02:00:00Z'));
  const username = `${Date.parse('2026-11-23T02:10:00Z') / 1000}:${VIEW}`;
  const credential = createHmac('sha1', SECRET).update(username).digest('base64');
  expect(server).toEqual({ urls: ['turns:turn.example.cn:443'], username, credential });
});

test('without a relay a browser is given none', async () => {
  expect(await turnSettings(loadConfig({}))).toBeNull();
  expect(createTurnAccess(null)(VIEW, new Date())).toEqual([]);
});

test('its addresses are a list, its secret may lie in a file', async () => {
  const urls = ['turns:turn.example.cn:443?transport=tcp', 'turn:turn.example.cn:3478'];
  expect(await turnSettings(loadConfig(TURN))).toEqual({ urls, secret: SECRET });
  const folder = mkdtempSync(join(tmpdir(), 'kanwa-turn-'));
  const TURN_SECRET_FILE = join(folder, 'secret');
  const config = loadConfig({ TURN_URLS: URLS, TURN_SECRET_FILE });
  await expect(turnSettings(config)).rejects.toThrow('cannot be read');
  writeFileSync(TURN_SECRET_FILE, `${SECRET}\n`);
  expect(await turnSettings(config)).toEqual({ urls, secret: SECRET });
  writeFileSync(TURN_SECRET_FILE, 'short\n');
  await expect(turnSettings(config)).rejects.toThrow('too short');
  rmSync(folder, { recursive: true });
});

test.each([
  [{ TURN_URLS: URLS }, 'go together'],
  [{ TURN_SECRET: SECRET }, 'go together'],
  [{ ...TURN, TURN_SECRET_FILE: '/a' }, 'not both'],
  [{ ...TURN, TURN_SECRET: 'guessed' }, 'TURN_SECRET'],
  [{ ...TURN, TURN_SECRET: `${SECRET}\nno-auth` }, 'TURN_SECRET'],
  [{ ...TURN, TURN_URLS: 'https://turn.example.cn' }, 'TURN_URLS'],
  [{ ...TURN, TURN_URLS: 'turns:turn.example.cn:443?transport=tcp&x' }, 'TURN_URLS'],
])('%j does not start', (env, said) => {
  expect(() => loadConfig(env)).toThrow(said);
});
