import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { ChildId, PickupPersonId } from '../contract/ids.ts';
import {
  CheckedPickup,
  CheckPickupCode,
  ChildPickups,
  MAX_PHOTO_BYTES,
  NamePickup,
  OwnPickups,
  PickupCode,
  PickupNamed,
  RaiseAlarm,
  WithdrawPickup,
} from '../contract/pickups.ts';
import { askingOf, askingUser } from '../platform/asking.ts';
import { parseBody, send } from '../platform/http.ts';
import { checkPickupCode } from './check-code.ts';
import { photoFault } from './clean-photo.ts';
import { makePickupCode, namePickup } from './name-pickup.ts';
import type { PickupDeps } from './pickup-deps.ts';
import { lookAtPhoto, setPickupPhoto } from './pickup-photo.ts';
import { acknowledgeAlarm, callDirector } from './raise-alarm.ts';
import { readChildPickups, readOwnPickups } from './read-pickups.ts';
import { withdrawForOffice, withdrawOwnPickup } from './withdraw-pickup.ts';

/** Who sends a photo is asked before its first byte is taken. */
const whoSends: RequestHandler = (_req, res, next) => {
  askingUser(res);
  next();
};
const photoFile = express.raw({ type: 'application/octet-stream', limit: MAX_PHOTO_BYTES, inflate: false });

/** Who may fetch a child: the family names them, the room checks a code or calls the director, the office reads and ends. */
export function pickupRoutes(deps: PickupDeps): Router {
  return Router()
    .use('/api/pickups', familyRoutes(deps), roomRoutes(deps))
    .get('/api/admin/children/:childId/pickups', async (req, res) => {
      const childId = ChildId.parse(req.params.childId);
      send(res, ChildPickups, await readChildPickups(deps, askingUser(res), childId));
    })
    .post('/api/admin/pickups/:pickupId/withdraw', async (req, res) => {
      const id = PickupPersonId.parse(req.params.pickupId);
      await withdrawForOffice(deps, askingUser(res), id, parseBody(WithdrawPickup, req).reason);
      res.status(204).end();
    })
    .post('/api/admin/pickup-alarms/:alarmId/acknowledge', async (req, res) => {
      await acknowledgeAlarm(deps, askingUser(res), z.uuid().parse(req.params.alarmId));
      res.status(204).end();
    });
}

function familyRoutes(deps: PickupDeps): Router {
  return Router()
    .get('/', async (_req, res) => {
      send(res, OwnPickups, await readOwnPickups(deps, askingUser(res)));
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      send(res, PickupNamed, { pickupId: await namePickup(deps, asking, parseBody(NamePickup, req)) });
    })
    .post('/codes', async (req, res) => {
      const asking = askingUser(res);
      send(res, PickupCode, await makePickupCode(deps, asking, parseBody(NamePickup, req)));
    })
    .put('/:pickupId/photo', whoSends, photoFile, async (req, res) => {
      const id = PickupPersonId.parse(req.params.pickupId);
      await setPickupPhoto(deps, askingUser(res), id, bytesOf(req));
      res.status(204).end();
    })
    .get('/:pickupId/photo', async (req, res) => {
      sendPhoto(res, await lookAtPhoto(deps, askingOf(res), PickupPersonId.parse(req.params.pickupId)));
    })
    .delete('/:pickupId', async (req, res) => {
      await withdrawOwnPickup(deps, askingUser(res), PickupPersonId.parse(req.params.pickupId));
      res.status(204).end();
    });
}

function roomRoutes(deps: PickupDeps): Router {
  return Router()
    .post('/codes/check', async (req, res) => {
      send(res, CheckedPickup, await checkPickupCode(deps, askingOf(res), parseBody(CheckPickupCode, req)));
    })
    .post('/alarms', async (req, res) => {
      await callDirector(deps, askingOf(res), parseBody(RaiseAlarm, req));
      res.status(204).end();
    });
}

function bytesOf(req: Request): Buffer {
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body)) throw photoFault('empty');
  return body;
}

/** For this browser alone, and asked again each time: a withdrawn person's face goes with the right. */
function sendPhoto(res: Response, bytes: Uint8Array): void {
  res.set({
    'Content-Type': 'image/jpeg',
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
  });
  res.end(bytes);
}
