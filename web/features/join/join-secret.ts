const KEPT_AS = 'kanwa-invitation';

/**
 * The secret of the link `/join#…`. It stands behind the `#` and not in the path, because what stands there never leaves
 * the browser: no server's or proxy's log, no preview that a chat makes of the link, and no referrer holds it. It is taken
 * out of the address at once, out of sight and out of the history, and kept in this tab for as long as it takes to sign in.
 * @returns null when this tab was opened by no link
 */
export function takeSecret(): string | null {
  const inAddress = window.location.hash.slice(1);
  if (inAddress !== '') {
    sessionStorage.setItem(KEPT_AS, inAddress);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return sessionStorage.getItem(KEPT_AS);
}

export const forgetSecret = (): void => sessionStorage.removeItem(KEPT_AS);
