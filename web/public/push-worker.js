// Shows what comes by web push while no page is looked at, and opens its page. It serves no page and keeps nothing: what it is
// told holds no name and no text of a record, only where to read it.

/** Shown when a message cannot be read: a browser takes the right away from who shows nothing. */
const FALLBACK = { tag: 'kanwa', title: '看娃 Kanwa', body: '有新消息 · A new message', path: '/', language: 'zh' };

const worker = globalThis;

function messageIn(event) {
  try {
    return { ...FALLBACK, ...event.data.json() };
  } catch {
    return FALLBACK;
  }
}

worker.addEventListener('push', (event) => {
  const { tag, title, body, path, language } = messageIn(event);
  const options = { tag, body, lang: language, icon: '/tablet/icon-192.png', data: { path } };
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.path));
});

/** A page that shows it already comes to the front; any other is left as it is, since somebody may be writing in it. */
async function open(path) {
  const target = URL.parse(typeof path === 'string' ? path : '/', worker.location.origin);
  if (target === null || target.origin !== worker.location.origin) return;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const shown = pages.find(({ url }) => url === target.href);
  await (shown ? shown.focus() : worker.clients.openWindow(target.href));
}

// A newer version has nothing to wait for.
worker.addEventListener('install', () => void worker.skipWaiting());
