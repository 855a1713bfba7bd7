import cookieParser from 'cookie-parser';
import { type Response, Router } from 'express';
import { z } from 'zod';
import { listScopes } from '../access/roles.ts';
import { DeviceId, SiteId } from '../contract/ids.ts';
import { ActAs, DeviceCode, DeviceSession, DeviceView, MakeDevice, PairDevice } from '../contract/sign-in.ts';
import { addressOf, type AskingDevice, askingOf, askingUser } from '../platform/asking.ts';
import { type OwnCookie, readCookie, setCookie } from '../platform/cookies.ts';
import { AppError } from '../platform/errors.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import { actAs, stopActing } from './act.ts';
import type { DeviceDeps } from './device-deps.ts';
import { DEVICE_FORGOTTEN_MS, deviceSession, refreshDevice } from './device-session.ts';
import { deviceView } from './device-view.ts';
import { devicesIn } from './devices-store.ts';
import { makeDevice } from './make-device.ts';
import { pairDevice } from './pair-device.ts';
import { revokeDevice } from './revoke-device.ts';

const COOKIE: OwnCookie = { name: 'kanwa_device', path: '/api/device', maxAgeMs: DEVICE_FORGOTTEN_MS };

/** @param deps `secureCookies`: sent over HTTPS only; false just where the service itself is reached without it */
export function deviceRoutes(deps: DeviceDeps & { secureCookies: boolean }): Router {
  const router = Router();
  router.use('/api/device', cookieParser(), tabletRoutes(deps));
  router.use('/api/admin/devices', adminRoutes(deps));
  return router;
}

function tabletRoutes(deps: DeviceDeps & { secureCookies: boolean }): Router {
  return Router()
    .post('/pair', async (req, res) => {
      const { deviceId, secret } = await pairDevice(deps, parseBody(PairDevice, req).code, addressOf(req));
      setCookie(res, COOKIE, secret, deps.secureCookies);
      send(res, DeviceSession, await deviceSession(deps, deviceId));
    })
    .post('/refresh', async (req, res) => {
      const secret = readCookie(req, COOKIE);
      if (secret === null) throw new AppError('not-signed-in');
      const session = await refreshDevice(deps, secret);
      setCookie(res, COOKIE, secret, deps.secureCookies); // lasts from its last use
      send(res, DeviceSession, session);
    })
    .post('/act', async (req, res) => {
      const asking = askingTablet(res);
      await actAs(deps, asking, parseBody(ActAs, req));
      send(res, DeviceSession, await deviceSession(deps, asking.deviceId));
    })
    .delete('/act', async (_req, res) => {
      const asking = askingTablet(res);
      await stopActing(deps, asking);
      send(res, DeviceSession, await deviceSession(deps, asking.deviceId));
    });
}

function adminRoutes(deps: DeviceDeps): Router {
  const Query = z.object({ siteId: SiteId.optional() });
  return Router()
    .get('/', async (req, res) => {
      const scopes = listScopes(askingUser(res), 'devices:write');
      const rows = await devicesIn(deps.db, scopes, parseQuery(Query, req).siteId);
      send(
        res,
        z.array(DeviceView),
        rows.map((row) => deviceView(row, deps.now())),
      );
    })
    .post('/', async (req, res) => {
      send(res, DeviceCode, await makeDevice(deps, askingUser(res), parseBody(MakeDevice, req)));
    })
    .delete('/:deviceId', async (req, res) => {
      await revokeDevice(deps, askingUser(res), DeviceId.parse(req.params.deviceId));
      res.status(204).end();
    });
}

function askingTablet(res: Response): AskingDevice {
  const asking = askingOf(res);
  if (asking.kind !== 'device') throw new AppError('forbidden');
  return asking;
}
