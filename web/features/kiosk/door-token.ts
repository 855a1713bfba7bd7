const KEPT_AS = 'kanwa-door';
export const ARRIVE_PATH = '/p/arrive';

/**
 * Takes what a screen at the entrance showed out of `/p/arrive#…`, out of sight and out of the history, and keeps it in this
 * tab for as long as it takes to sign in. Behind the `#` it never leaves the browser on its own: no server's log holds it.
 */
export function keepDoorToken(): void {
  const { pathname, hash } = window.location;
  if (pathname !== ARRIVE_PATH || hash.length < 2) return;
  sessionStorage.setItem(KEPT_AS, hash.slice(1));
  window.history.replaceState(window.history.state, '', pathname);
}

/** Once: a code is good for one visit. null when this tab was opened by none. */
export function takeDoorToken(): string | null {
  const token = sessionStorage.getItem(KEPT_AS);
  sessionStorage.removeItem(KEPT_AS);
  return token;
}
