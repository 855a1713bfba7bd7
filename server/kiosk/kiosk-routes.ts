import cookieParser from 'cookie-parser';
import { type RequestHandler, Router, type Response } from 'express';
import { z } from 'zod';
import { ClassroomId, KioskId, SiteId } from '../contract/ids.ts';
import {
  AnswerWaiting,
  AtTheDoor,
  BeginVisit,
  ClearDoorPin,
  DoorDone,
  DoorPinEntry,
  DoorPinState,
  DoorVisit,
  DoorWaiting,
  KioskCode,
  KioskScreen,
  KioskView,
  MakeKiosk,
  PairKiosk,
  SetDoorPin,
} from '../contract/kiosk.ts';
import { addressOf, askingOf, askingUser } from '../platform/asking.ts';
import { type OwnCookie, readCookie, setCookie } from '../platform/cookies.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { answerWaiting } from './answer-waiting.ts';
import { atTheDoor } from './at-the-door.ts';
import { beginVisitByPhone, beginVisitByPin } from './begin-visit.ts';
import { clearDoorPin, readDoorPin, setDoorPin } from './door-pin.ts';
import { doorWaiting } from './door-waiting.ts';
import type { KioskDeps } from './kiosk-deps.ts';
import { KIOSK_FORGOTTEN_MS, kioskOfSecret, pairKiosk, screenOf } from './kiosk-screen.ts';
import type { LiveKiosk } from './kiosks-store.ts';
import { listKiosks, makeKiosk, revokeKiosk } from './manage-kiosks.ts';

const COOKIE: OwnCookie = { name: 'kanwa_kiosk', path: '/api/kiosk', maxAgeMs: KIOSK_FORGOTTEN_MS };

const RoomQuery = z.object({ classroomId: ClassroomId.optional() });

type Deps = KioskDeps & { secureCookies: boolean };

/**
 * The screen at the entrance, the guardians before it, the room they wait for, and the office that puts it up. A screen is known by its cookie alone,
 * which goes to these few routes and nowhere else: it is nobody who asks, and holds no role.
 * @param deps `secureCookies`: sent over HTTPS only; false just where the service itself is reached without it
 */
export function kioskRoutes(deps: Deps): Router {
  const router = Router();
  router.use('/api/kiosk', cookieParser(), screenRoutes(deps));
  router.use('/api/door', guardianRoutes(deps));
  router.get('/api/room/door-waiting', async (req, res) => {
    const asking = askingOf(res);
    send(res, DoorWaiting, await doorWaiting(deps, asking, parseQuery(RoomQuery, req).classroomId ?? null));
  });
  router.post('/api/room/door-waiting/answers', async (req, res) => {
    await answerWaiting(deps, askingOf(res), parseBody(AnswerWaiting, req));
    res.status(204).end();
  });
  router.use('/api/me/door-pin', pinRoutes(deps));
  router.use('/api/admin/kiosks', officeRoutes(deps));
  return router;
}

function screenRoutes(deps: Deps): Router {
  const onlyScreens: RequestHandler = async (req, res, next) => {
    const secret = readCookie(req, COOKIE);
    if (secret === null) throw new AppError('not-signed-in');
    res.locals['kiosk'] = await kioskOfSecret(deps, secret);
    setCookie(res, COOKIE, secret, deps.secureCookies); // lasts from its last use
    next();
  };
  const kioskOf = (res: Response) => res.locals['kiosk'] as LiveKiosk;
  return Router()
    .post('/pair', async (req, res) => {
      const secret = await pairKiosk(deps, parseBody(PairKiosk, req).code, addressOf(req));
      setCookie(res, COOKIE, secret, deps.secureCookies);
      send(res, KioskScreen, await screenOf(deps, await kioskOfSecret(deps, secret)));
    })
    .get('/', onlyScreens, async (_req, res) => {
      send(res, KioskScreen, await screenOf(deps, kioskOf(res)));
    })
    .post('/visits', onlyScreens, async (req, res) => {
      const entry = parseBody(DoorPinEntry, req);
      send(res, DoorVisit, await beginVisitByPin(deps, kioskOf(res), entry, addressOf(req)));
    })
    .post('/records', onlyScreens, async (req, res) => {
      const kioskId = kioskOf(res).id;
      send(res, DoorDone, await atTheDoor(deps, { kioskId }, parseBody(AtTheDoor, req), addressOf(req)));
    });
}

function guardianRoutes(deps: Deps): Router {
  return Router()
    .post('/visits', async (req, res) => {
      send(res, DoorVisit, await beginVisitByPhone(deps, askingUser(res), parseBody(BeginVisit, req).token));
    })
    .post('/records', async (req, res) => {
      const { userId } = askingUser(res);
      send(res, DoorDone, await atTheDoor(deps, { userId }, parseBody(AtTheDoor, req), addressOf(req)));
    });
}

function pinRoutes(deps: Deps): Router {
  return Router()
    .get('/', async (_req, res) => {
      send(res, DoorPinState, await readDoorPin(deps, askingUser(res)));
    })
    .put('/', async (req, res) => {
      const asking = askingUser(res);
      await setDoorPin(deps, asking, parseBody(SetDoorPin, req));
      send(res, DoorPinState, await readDoorPin(deps, asking));
    })
    .delete('/', async (req, res) => {
      const asking = askingUser(res);
      await clearDoorPin(deps, asking, parseBody(ClearDoorPin, req).password);
      send(res, DoorPinState, await readDoorPin(deps, asking));
    });
}

function officeRoutes(deps: Deps): Router {
  const Query = z.object({ siteId: SiteId.optional() });
  return Router()
    .get('/', async (req, res) => {
      send(res, z.array(KioskView), await listKiosks(deps, askingUser(res), parseQuery(Query, req).siteId));
    })
    .post('/', async (req, res) => {
      send(res, KioskCode, await makeKiosk(deps, askingUser(res), parseBody(MakeKiosk, req)));
    })
    .delete('/:kioskId', async (req, res) => {
      await revokeKiosk(deps, askingUser(res), KioskId.parse(req.params.kioskId));
      res.status(204).end();
    });
}
