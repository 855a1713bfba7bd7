import { Agent, request } from 'node:https';
import webPush from 'web-push';
import type { SubscribeBrowser } from '../contract/notifications.ts';
import type { Delivery } from './delivery.ts';
import { isPushService } from './push-services.ts';
import type { VapidKeys } from './vapid-keys.ts';

/** How long a push service keeps it for a browser that is switched off. */
const KEPT_SECONDS = 86_400;
const ANSWERS_WITHIN_MS = 10_000;
/** 404 and 410: the browser has ended it (RFC 8030). */
const ENDED: readonly number[] = [404, 410];
/** Our keys or the service's state: may be right later. */
const MAY_PASS = (status: number): boolean => [401, 403, 408, 425, 429].includes(status) || status >= 500;

export type PushDeps = {
  keys: VapidKeys;
  /** Whom a push service may write to: `mailto:` or `https:`. */
  contact: string;
  /** Push services besides the known ones. */
  pushServices: readonly string[];
};

export type Push = { subscription: SubscribeBrowser; topic: string; text: string; isUrgent: boolean };

const agent = new Agent({ keepAlive: false });

/**
 * Sends one message, encrypted for its browser (RFC 8291). The address is somebody else's word, so: judged anew before each
 * sending, no redirect is followed, of the answer only its head is read, and it has ten seconds.
 */
export async function sendPush(deps: PushDeps, { subscription, topic, text, isUrgent }: Push): Promise<Delivery> {
  if (!isPushService(subscription.endpoint, deps.pushServices)) return { is: 'gone', code: 'service-not-known' };
  const { keys, contact } = deps;
  const { endpoint, headers, body } = webPush.generateRequestDetails(subscription, text, {
    vapidDetails: { subject: contact, ...keys },
    TTL: KEPT_SECONDS,
    urgency: isUrgent ? 'high' : 'normal',
    topic,
    contentEncoding: 'aes128gcm',
  });
  return post(endpoint, headers, body).then(
    ({ status, retryAfter }) => judged(status, retryAfter),
    (error: unknown): Delivery => ({ is: 'failed', code: codeOf(error) }),
  );
}

type Headers = ReturnType<typeof webPush.generateRequestDetails>['headers'];

function post(endpoint: string, headers: Headers, body: Buffer | null) {
  return new Promise<{ status: number; retryAfter: string | undefined }>((answered, failed) => {
    const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
    const sending = request(endpoint, { method: 'POST', headers: { ...headers }, signal, agent }, (response) => {
      answered({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] });
      response.destroy();
    });
    sending.on('error', failed);
    sending.end(body);
  });
}

function judged(status: number, retryAfter: string | undefined): Delivery {
  const code = `http-${String(status)}`;
  if (status >= 200 && status < 300) return { is: 'sent' };
  if (ENDED.includes(status)) return { is: 'gone', code };
  if (!MAY_PASS(status)) return { is: 'refused', code };
  const seconds = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return { is: 'failed', code, retryAfterMs: seconds * 1_000 };
}

/** Node's own word for it, ECONNREFUSED for one: its message could hold the address. */
const codeOf = (error: unknown): string =>
  error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown';
