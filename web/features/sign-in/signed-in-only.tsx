import { type ReactNode, useEffect, useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Me } from '#contract/sign-in.ts';
import { queryClient } from '../../shared/query-client.ts';
import { endSession, readMeAnew, resumeSession, useSession } from '../../shared/session.ts';
import { closeSocket, onTold, openSocket } from '../../shared/socket.ts';
import { Bar } from '../../shared/ui/bar.tsx';
import { commonWords } from '../../shared/words/common.ts';
import { useWords } from '../../shared/words/book.ts';
import { faceAddress } from './face-address.ts';

const TRY_AGAIN_MS = 3_000;
/** One act may change several rights of a person. */
const OWN_CHANGES_BATCH_MS = 500;

/**
 * Shows a face to those who may open it, with the socket open; sends others to sign in, or to their own face.
 * @param face null: for everybody who is signed in
 */
export function SignedInOnly({ face, children }: { face: Me['faces'][number] | null; children: ReactNode }) {
  const session = useSession();
  const unreachable = useResumedSession();
  const say = useWords(commonWords);
  const { pathname, search } = useLocation();
  useSocketWhileSignedIn(session.phase === 'in');
  if (session.phase === 'unknown') return unreachable ? <Bar icon="wifi">{say('unreachable')}</Bar> : null;
  const toSignIn = <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
  if (session.phase === 'out') return toSignIn;
  // The other faces stay open: what needs the second step there, the server refuses by itself.
  if (face === 'admin' && session.me.secondFactor === 'to-be-met') return toSignIn;
  if (face !== null && !session.me.faces.includes(face)) return <Navigate to={faceAddress(session.me)} replace />;
  return children;
}

/** @returns whether the server was out of reach at the last try; tried again until an answer comes */
function useResumedSession(): boolean {
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    resumeSession().catch(
      () => (timer = setTimeout(() => setFailures((n) => n + 1), failures === 0 ? 0 : TRY_AGAIN_MS)),
    );
    return () => clearTimeout(timer);
  }, [failures]);
  return failures > 0;
}

function useSocketWhileSignedIn(signedIn: boolean): void {
  useEffect(() => {
    if (!signedIn) return undefined;
    openSocket();
    const stop = onTold('session:ended', ({ reason }) =>
      endSession(reason === 'device-revoked' ? 'signed-out' : reason),
    );
    let reread: ReturnType<typeof setTimeout> | undefined;
    const stopFollowing = onTold('event', (event) => {
      if (event.type !== 'access:changed' || !event.own) return;
      clearTimeout(reread);
      // Out of reach: the next change or load tells.
      reread = setTimeout(() => void readMeAnew().catch(() => undefined), OWN_CHANGES_BATCH_MS);
    });
    return () => {
      clearTimeout(reread);
      stopFollowing();
      stop();
      closeSocket();
      queryClient.clear();
    };
  }, [signedIn]);
}
