import { z } from 'zod';
import { requestAs } from '../api.ts';
import { Unanswered } from '../problem-error.ts';
import { serverNow } from '../server-clock.ts';
import type { OutboxRecord } from './outbox-record.ts';

/** A network that swallows everything answers nothing for minutes; sent again, the record is still one. */
const GIVES_UP_AFTER_MS = 20_000;
/** What goes out later than this is told as made offline: the server would take it for something of this instant. */
const LATE_AFTER_MS = 30_000;

/** Sends a record under the name of whoever made it. Resolves with the server's answer, for the feature to parse. */
export async function sendRecord(record: OutboxRecord): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unanswered('no answer in time')), GIVES_UP_AFTER_MS);
  });
  try {
    const sent = requestAs(record.actorId, z.unknown(), record.path, bodyOf(record, serverNow()));
    return await Promise.race([sent, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf({ body, happenedAt }: OutboxRecord, now: Date): unknown {
  if (now.getTime() - Date.parse(happenedAt) <= LATE_AFTER_MS) return body;
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'isOffline' ? true : value));
}
