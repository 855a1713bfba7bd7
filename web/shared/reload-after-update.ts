const RELOADED_AT = 'kanwa:reloaded-at';
/** Where the part is missing from the new version as well, or the network is away, the page is not loaded for ever. */
const ONCE_IN_MS = 30_000;

/**
 * Parts of a page that are loaded when they are needed carry their version in their name. On a page that was opened before an
 * update the old ones are gone: it is loaded anew, at the address it was led to.
 * @param reload how a page is loaded anew
 */
export function reloadAfterUpdate(reload = (): void => location.reload()): void {
  window.addEventListener('vite:preloadError', () => {
    const before = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
    if (Math.abs(Date.now() - before) < ONCE_IN_MS) return;
    sessionStorage.setItem(RELOADED_AT, String(Date.now()));
    reload();
  });
}
