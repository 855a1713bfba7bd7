import { createStore, useStore } from '../../shared/store.ts';

const WORKER = '/tablet-worker.js';
/** The pages that the worker may serve: never a parent's or an administrator's. */
const SCOPE = '/t';
const MANIFEST = '/tablet/app.webmanifest';
const LOOKS_FOR_NEW_EVERY_MS = 3_600_000;
/** Kept by the worker: the faces of those who may fetch a child. */
const PHOTOS = 'kanwa-pickup-photos';

/** A newer version that is loaded and waits; null while there is none. */
const waiting = createStore<ServiceWorker | null>(null);
export const useNewVersion = (): ServiceWorker | null => useStore(waiting);

/**
 * Makes of a paired tablet's page an app that opens without a network. Without HTTPS (or in an old browser) it stays a page.
 * @returns how to stop looking for newer versions
 */
export function installTabletApp(): () => void {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'manifest', href: MANIFEST });
  document.head.append(link);
  const worker = workers();
  let timer: ReturnType<typeof setInterval> | undefined;
  let isOver = false;
  const install = async (): Promise<void> => {
    const registration = await worker?.register(WORKER, { scope: SCOPE });
    if (!registration || isOver) return;
    watch(registration);
    timer = setInterval(() => void registration.update().catch(ignore), LOOKS_FOR_NEW_EVERY_MS);
  };
  install().catch(ignore);
  return () => {
    isOver = true;
    clearInterval(timer);
    link.remove();
  };
}

/** This browser is no tablet (any more): the worker goes, and every face it kept. */
export async function removeTabletApp(): Promise<void> {
  const registration = await workers()?.getRegistration(SCOPE);
  await registration?.unregister();
  const kept = (globalThis as { caches?: CacheStorage }).caches;
  await kept?.delete(PHOTOS);
}

/** The page is loaded anew under the newer version. */
export function takeNewVersion(version: ServiceWorker): void {
  workers()?.addEventListener('controllerchange', () => location.reload(), { once: true });
  version.postMessage({ type: 'SKIP_WAITING' });
}

function watch(registration: ServiceWorkerRegistration): void {
  waiting.set(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const found = registration.installing;
    found?.addEventListener('statechange', () => {
      // Without a controller it is the first version: nothing older is running.
      if (found.state === 'installed' && workers()?.controller) waiting.set(found);
    });
  });
}

/** Absent on pages without HTTPS and in old browsers. */
const workers = (): ServiceWorkerContainer | undefined =>
  (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;

/** A tablet that cannot keep the app works as a page; it tries again with the next opening. */
function ignore(): void {
  // Said above.
}
