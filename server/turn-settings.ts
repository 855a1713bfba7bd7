import { readFile } from 'node:fs/promises';
import type { Config } from './config.ts';
import type { TurnSettings } from './live/turn-access.ts';
import { StartError } from './platform/start-error.ts';

/** Shorter ones could be found by trying, from one credential that a viewer was given. */
const SHORTEST_SECRET = 32;

/** The relay as configured, with the secret that it shares with us read from where it lies; null when there is none. @throws StartError */
export async function turnSettings(config: Config): Promise<TurnSettings | null> {
  const { TURN_URLS: urls } = config;
  if (urls === undefined) return null;
  const secret = await secretOf(config);
  if (secret.length < SHORTEST_SECRET)
    throw new StartError(
      `The secret in TURN_SECRET_FILE is too short: ${String(SHORTEST_SECRET)} characters at least.`,
    );
  return { urls, secret };
}

async function secretOf({ TURN_SECRET, TURN_SECRET_FILE }: Config): Promise<string> {
  if (TURN_SECRET_FILE === undefined) return TURN_SECRET ?? '';
  const text = await readFile(TURN_SECRET_FILE, 'utf8').catch(() => {
    throw new StartError('TURN_SECRET_FILE cannot be read.');
  });
  return text.replace(/\r?\n$/, '');
}
