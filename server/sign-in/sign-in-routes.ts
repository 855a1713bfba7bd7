import cookieParser from 'cookie-parser';
import { Router, type Response } from 'express';
import { SessionId } from '../contract/ids.ts';
import type { AdminSecondFactor } from '../contract/second-factor.ts';
import { ChangeMe, ChangePassword, Me, SessionView, SignedIn, SignIn } from '../contract/sign-in.ts';
import { z } from 'zod';
import { addressOf, askingUser } from '../platform/asking.ts';
import { clearCookie, type OwnCookie, readCookie, setCookie } from '../platform/cookies.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, send } from '../platform/http.ts';
import { ACCESS_TOKEN_SECONDS } from './access-token.ts';
import { askingOfSession } from './asking-store.ts';
import { callerOf } from './authenticator.ts';
import { changePassword } from './change-password.ts';
import { endListedSession, endOwnSession, signOutByToken, signOutEverywhere } from './end-session.ts';
import { readMe, setLanguage } from './me-store.ts';
import { KNOWN_COOKIE, type KnownBrowsers } from './known-browsers.ts';
import { refreshSession } from './refresh-session.ts';
import { runningSessions } from './sessions-store.ts';
import { type OpenedSession, SESSION_DAYS, signIn } from './sign-in.ts';
import type { SecondFactorDeps } from './second-factor-deps.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import type { SignInDeps } from './sign-in-deps.ts';

const COOKIE: OwnCookie = { name: 'kanwa_session', path: '/api/session', maxAgeMs: SESSION_DAYS * 86_400_000 };

type SignInRoutesDeps = SignInDeps &
  SecondFactorDeps & { secureCookies: boolean; knownBrowsers: KnownBrowsers; adminSecondFactor: AdminSecondFactor };

/** @param deps `secureCookies`: sent over HTTPS only; false just where the service itself is reached without it */
export function signInRoutes(deps: SignInRoutesDeps): Router {
  const router = Router();
  router.use('/api/session', cookieParser(), sessionRoutes(deps));
  router.use('/api/sessions', sessionsRoutes(deps));
  router.use('/api/me', meRoutes(deps));
  router.use('/api/me/second-factor', secondFactorRoutes(deps));
  return router;
}

function sessionRoutes(deps: SignInRoutesDeps): Router {
  const opened = async (res: Response, { sessionId, refreshToken }: OpenedSession, marks: string | null = null) => {
    const asking = await askingOfSession(deps.db, sessionId, deps.now(), deps.adminSecondFactor);
    if (!asking) throw new AppError('not-signed-in');
    setCookie(res, COOKIE, refreshToken, deps.secureCookies);
    if (marks !== null) setCookie(res, KNOWN_COOKIE, marks, deps.secureCookies);
    const accessToken = deps.tokens.sign({ kind: 'session', id: sessionId });
    send(res, SignedIn, {
      accessToken,
      expiresInSeconds: ACCESS_TOKEN_SECONDS,
      me: await readMe(deps.db, asking),
    });
  };
  return Router()
    .post('/', async (req, res) => {
      const input = parseBody(SignIn, req);
      const marks = readCookie(req, KNOWN_COOKIE);
      const isKnown = deps.knownBrowsers.isKnown(input.username, marks);
      const session = await signIn(deps, input, callerOf(req), isKnown);
      await opened(res, session, deps.knownBrowsers.remember(input.username, marks));
    })
    .post('/refresh', async (req, res) => {
      const token = readCookie(req, COOKIE);
      if (token === null) throw new AppError('not-signed-in');
      await opened(res, await refreshSession(deps, token, callerOf(req)));
    })
    .delete('/', async (req, res) => {
      const token = readCookie(req, COOKIE);
      if (token !== null) await signOutByToken(deps, token, addressOf(req));
      else {
        const { userId, sessionId, address } = askingUser(res);
        await endOwnSession(deps, userId, sessionId, address);
      }
      clearCookie(res, COOKIE, deps.secureCookies);
      res.status(204).end();
    });
}

function sessionsRoutes(deps: SignInRoutesDeps): Router {
  return Router()
    .get('/', async (_req, res) => {
      const { userId, sessionId, secondFactor } = askingUser(res);
      const sessions = await runningSessions(deps.db, userId, deps.now());
      const seen = sessions.filter(({ id }) => secondFactor !== 'unmet' || id === sessionId);
      const views = seen.map((session) => ({
        sessionId: session.id,
        createdAt: session.createdAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        address: session.address,
        userAgent: session.userAgent,
        isThis: session.id === sessionId,
      }));
      send(res, z.array(SessionView), views);
    })
    .delete('/', async (_req, res) => {
      await signOutEverywhere(deps, askingUser(res));
      clearCookie(res, COOKIE, deps.secureCookies);
      res.status(204).end();
    })
    .delete('/:sessionId', async (req, res) => {
      await endListedSession(deps, askingUser(res), SessionId.parse(req.params.sessionId));
      res.status(204).end();
    });
}

function meRoutes(deps: SignInDeps): Router {
  return Router()
    .get('/', async (_req, res) => {
      send(res, Me, await readMe(deps.db, askingUser(res)));
    })
    .patch('/', async (req, res) => {
      const asking = askingUser(res);
      await setLanguage(deps.db, asking.userId, parseBody(ChangeMe, req).language);
      send(res, Me, await readMe(deps.db, asking));
    })
    .post('/password', async (req, res) => {
      await changePassword(deps, askingUser(res), parseBody(ChangePassword, req));
      res.status(204).end();
    });
}
