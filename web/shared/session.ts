import { Me, SignedIn, type SignIn } from '#contract/sign-in.ts';
import { accessToken } from './access-token.ts';
import { Nothing, request, requestUnsigned } from './api.ts';
import { keptFiles, ofFiles } from './kept-files.ts';
import { PUT_ASIDE, REFUSED } from './outbox/kept-keys.ts';
import { isProblem, ProblemError } from './problem-error.ts';
import { createStore, useStore } from './store.ts';
import { greetIn, setLanguage } from './words/language.ts';

/** `over` says why a session that was open is no more; null after signing out here, or before any sign-in. */
export type Session =
  | { phase: 'unknown' }
  | { phase: 'out'; over: 'signed-out' | 'account-inactive' | 'expired' | null }
  | { phase: 'in'; me: Me };

/** A request can fail a moment before the socket tells why the session is over, and that is the better sentence. */
const WHY_WITHIN_MS = 500;

export const session = createStore<Session>({ phase: 'unknown' });
export const useSession = (): Session => useStore(session);

/** The signed-in person; only for screens behind the sign-in. */
export function useMe(): Me {
  const current = useSession();
  if (current.phase !== 'in') throw new Error('This screen is for signed-in people.');
  return current.me;
}

export async function signIn(credentials: SignIn): Promise<Me> {
  return begin(await requestUnsigned(SignedIn, 'POST', '/api/session', credentials));
}

/** At the start of a page: the refresh cookie may still carry a session. Throws when the server is out of reach. */
export async function resumeSession(): Promise<void> {
  accessToken.renewWith(renewPerson);
  if (session.get().phase === 'unknown') await accessToken.renew();
}

/** What this person may do has changed; the page follows without being loaded again. Throws when the server is out of reach. */
export async function readMeAnew(): Promise<void> {
  if (session.get().phase !== 'in') return;
  const me = await request(Me, 'GET', '/api/me');
  if (session.get().phase === 'in') session.set({ phase: 'in', me });
}

export async function signOut(): Promise<void> {
  await request(Nothing, 'DELETE', '/api/session').catch(ignoreProblem);
  endSession(null);
}

export async function signOutEverywhere(): Promise<void> {
  await request(Nothing, 'DELETE', '/api/sessions');
  endSession(null);
}

/**
 * Forgets everything of the session in this tab; the screens behind the sign-in go away with it. What their own browser keeps
 * of a room goes as well, but not where a session ran out by itself: a headcount in an emergency is found again.
 */
export function endSession(over: Extract<Session, { phase: 'out' }>['over']): void {
  const ended = session.get();
  if (ended.phase === 'in' && over !== 'expired') forgetRoomOf(ended.me.userId, over);
  accessToken.set(null);
  session.set({ phase: 'out', over });
}

/** For this browser; with the account it is remembered for the next device that has no language of its own. */
export async function chooseLanguage(language: Me['language']): Promise<void> {
  setLanguage(language);
  if (session.get().phase !== 'in') return;
  const me = await request(Me, 'PATCH', '/api/me', { language });
  if (session.get().phase === 'in') session.set({ phase: 'in', me });
}

/** Names of children, by whose they are; what is unsent stays, and goes out when they sign in again. */
const OF_A_ROOM = ['kanwa:headcount:', 'kanwa:undo:'] as const;
/** Waits to be read when they sign in again; whose session somebody else ended may never do so. */
const TO_BE_READ = [REFUSED, PUT_ASIDE] as const;

function forgetRoomOf(userId: Me['userId'], over: 'signed-out' | 'account-inactive' | null): void {
  const prefixes = [...OF_A_ROOM, ...(over === null ? [] : TO_BE_READ)].map((prefix) => prefix + userId);
  const keys = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
  for (const key of keys) if (prefixes.some((prefix) => key.startsWith(prefix))) localStorage.removeItem(key);
  if (over === 'account-inactive') ofFiles(keptFiles.eraseOf(userId));
}

function begin({ accessToken: token, me }: SignedIn): Me {
  accessToken.set(token);
  accessToken.renewWith(renewPerson);
  // A page that is being read does not change its language because another device did.
  if (session.get().phase !== 'in') greetIn(me.language);
  session.set({ phase: 'in', me });
  return me;
}

async function renewPerson(): Promise<string | null> {
  const wasIn = session.get().phase === 'in';
  try {
    return (await inTurn(renewNow)).accessToken;
  } catch (error) {
    if (!isProblem(error, 'not-signed-in')) throw error;
    if (wasIn) await new Promise((passed) => setTimeout(passed, WHY_WITHIN_MS));
    if (session.get().phase !== 'out') endSession(wasIn ? 'expired' : null);
    return null;
  }
}

async function renewNow(): Promise<SignedIn> {
  const signedIn = await requestUnsigned(SignedIn, 'POST', '/api/session/refresh');
  begin(signedIn);
  return signedIn;
}

/** Each refresh replaces the cookie; two tabs that refresh at once would look like a stolen one, so they take turns. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  // Absent on pages without HTTPS and in old browsers.
  const locks = (navigator as { locks?: LockManager }).locks;
  return locks ? locks.request('kanwa-session', run) : run();
}

function ignoreProblem(error: unknown): void {
  if (!(error instanceof ProblemError)) throw error;
}
