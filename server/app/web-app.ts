import compression from 'compression';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pinoHttp } from 'pino-http';
import type { Logger } from 'pino';
import { AppError } from '../platform/errors.ts';
import { nothingHere, problems } from '../platform/http.ts';
import { ownHost, sameOrigin } from '../platform/origin.ts';

const MAX_BODY = '100kb';
const WEB_DIST = path.join(import.meta.dirname, '../../web/dist');
const ASSET_AGE_MS = 365 * 86_400_000;

export type WebAppDeps = {
  log: Logger;
  isHttps: boolean;
  origins: string[];
  trustedProxies: string[];
  authenticate: RequestHandler;
  /** Answer before anybody is signed in: health, readiness, demo accounts. */
  openRoutes: Router[];
  routes: Router[];
};

/** The HTTP edge, in the order in which a request passes it. */
export function buildWebApp(deps: WebAppDeps): Express {
  const app = express();
  app.set('trust proxy', deps.trustedProxies.length === 0 ? false : deps.trustedProxies);
  app.disable('x-powered-by');
  app.use(leaveSocketsAlone);
  app.use(helmet(headers(deps.isHttps)));
  app.use(requestLog(deps.log));
  app.use(ownHost(deps.origins));
  app.use(deps.openRoutes);
  app.use('/api', noStore, sameOrigin(deps.origins), requireJson, express.json({ limit: MAX_BODY }));
  app.use('/api', deps.authenticate);
  app.use(deps.routes);
  app.use('/api', nothingHere);
  if (existsSync(WEB_DIST)) app.use(webPages());
  app.use(nothingHere);
  app.use(problems(deps.log));
  return app;
}

/** Socket.IO hears these requests as well, and answers them. */
const leaveSocketsAlone: RequestHandler = (req, _res, next) => {
  if (!req.url.startsWith('/socket.io/')) next();
};

const headers = (isHttps: boolean) => ({
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      mediaSrc: ["'self'", 'blob:'],
      connectSrc: ["'self'"],
      fontSrc: ["'self'", 'data:'],
      styleSrc: ["'self'", "'unsafe-inline'"], // Ant Design writes its styles at run time
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      upgradeInsecureRequests: isHttps ? [] : null,
    },
  },
  strictTransportSecurity: isHttps,
  referrerPolicy: { policy: 'no-referrer' as const },
});

/** Method, path, status and time. A query can hold a searched name, and headers a token: neither is logged. */
function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    autoLogging: { ignore: ({ url }) => !url.startsWith('/api') },
    customLogLevel: (req, res, error) => {
      if (error !== undefined || res.statusCode >= 500) return 'error';
      return isOfManyReads(req.url) && res.statusCode < 400 ? 'silent' : 'info';
    },
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
        id,
        method,
        path: url.split('?')[0],
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
  });
}

/** Four a second and view, each as good as the one before; that the view was open stands in its own lines. */
const isOfManyReads = (url: string | undefined) => url?.startsWith('/api/live/views/') === true;

const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

/** A form of another website cannot send JSON or plain bytes without being asked first; what is neither is not for us. */
const requireJson: RequestHandler = (req, _res, next) => {
  const hasBody = Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined;
  if (hasBody && !req.is(['application/json', 'application/octet-stream'])) throw new AppError('bad-request');
  next();
};

/** The built web app; every path that is no file is one of its pages. */
function webPages(): RequestHandler[] {
  const files = express.static(WEB_DIST, {
    index: false,
    setHeaders: (res, file) => {
      const isHashed = file.includes(`${path.sep}assets${path.sep}`);
      res.setHeader(
        'Cache-Control',
        isHashed ? `public, max-age=${String(ASSET_AGE_MS / 1000)}, immutable` : 'no-cache',
      );
    },
  });
  const page: RequestHandler = (req, res, next) => {
    if (req.method !== 'GET' || !req.accepts('html')) {
      next();
      return;
    }
    res.set('Cache-Control', 'no-cache').sendFile(path.join(WEB_DIST, 'index.html'));
  };
  return [compression(), files, page];
}
