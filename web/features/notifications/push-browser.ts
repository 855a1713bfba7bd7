import { SubscribeBrowser } from '#contract/notifications.ts';

const WORKER = '/push-worker.js';
/** No page lies there: the worker stands between nothing and the server. */
const SCOPE = '/push-worker/';
const STARTS_WITHIN_MS = 10_000;

/** Why this browser shows nothing; `ready` when it can be asked to. */
export type PushAbility = 'insecure' | 'unsupported' | 'blocked' | 'ready';

type Abilities = { serviceWorker?: ServiceWorkerContainer };

export function pushAbility(): PushAbility {
  if (!window.isSecureContext) return 'insecure';
  const hasAll = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!hasAll) return 'unsupported';
  return Notification.permission === 'denied' ? 'blocked' : 'ready';
}

/** What keeps it from being switched on: the person's no, or a push service that this browser cannot reach. */
export class PushRefused extends Error {
  override readonly name = 'PushRefused';
  readonly why: 'not-allowed' | 'service-away';
  constructor(why: PushRefused['why'], cause?: unknown) {
    super(why, { cause });
    this.why = why;
  }
}

/** Asks the person, by the browser's own question: only upon their tap. @throws PushRefused */
export async function askForPush(applicationServerKey: string): Promise<SubscribeBrowser> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushRefused('not-allowed');
  return subscription(applicationServerKey);
}

/** For somebody who switched it on here before: asks nothing. Null where the browser has taken the right back. */
export const keptPush = async (applicationServerKey: string): Promise<SubscribeBrowser | null> =>
  pushAbility() === 'ready' && Notification.permission === 'granted' ? subscription(applicationServerKey) : null;

/** The browser forgets it, too. */
export async function endPush(): Promise<void> {
  const worker = await (navigator as Abilities).serviceWorker?.getRegistration(SCOPE);
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

async function subscription(applicationServerKey: string): Promise<SubscribeBrowser> {
  const worker = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  await isActive(worker);
  const key = bytesOf(applicationServerKey);
  const kept = await worker.pushManager.getSubscription();
  // Subscribed with the key of an earlier installation: nothing of ours would reach it.
  const isOurs = kept !== null && isSame(kept.options.applicationServerKey, key);
  if (!isOurs) await kept?.unsubscribe();
  const own = isOurs ? kept : await subscribed(worker, key);
  return SubscribeBrowser.parse(own.toJSON());
}

/** @throws PushRefused */
function subscribed(worker: ServiceWorkerRegistration, key: Uint8Array<ArrayBuffer>): Promise<PushSubscription> {
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch((error: unknown) => {
    const isNo = error instanceof DOMException && error.name === 'NotAllowedError';
    throw new PushRefused(isNo ? 'not-allowed' : 'service-away', error);
  });
}

/** `navigator.serviceWorker.ready` waits for a worker of this page, and this one is of none. */
async function isActive({ active, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const starting = installing ?? waiting;
  if (active !== null || starting === null) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new PushRefused('service-away')), STARTS_WITHIN_MS);
    starting.addEventListener('statechange', () => {
      if (starting.state !== 'activated') return;
      clearTimeout(timer);
      resolve();
    });
  });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const isSame = (kept: ArrayBuffer | null, key: Uint8Array): boolean =>
  kept !== null && String(new Uint8Array(kept)) === String(key);
