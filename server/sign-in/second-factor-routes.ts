import { Router } from 'express';
import {
  ProveAll,
  ProveSecondFactor,
  RecoveryCodes,
  SecondFactorBegun,
  SecondFactorView,
} from '../contract/second-factor.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, send } from '../platform/http.ts';
import { renewRecoveryCodes, switchSecondFactorOff } from './change-second-factor.ts';
import { meetSecondFactor } from './meet-second-factor.ts';
import { secondFactorState } from './me-store.ts';
import type { SecondFactorDeps } from './second-factor-deps.ts';
import { factorSince, recoveryCodesLeft } from './second-factor-store.ts';
import { beginSecondFactor, confirmSecondFactor } from './set-up-second-factor.ts';

/** One's own second factor, under `/api/me/second-factor`. */
export function secondFactorRoutes(deps: SecondFactorDeps): Router {
  return Router()
    .get('/', async (_req, res) => {
      const asking = askingUser(res);
      const since = await factorSince(deps.db, asking.userId);
      send(res, SecondFactorView, {
        state: await secondFactorState(deps.db, asking),
        since: since?.toISOString() ?? null,
        recoveryCodesLeft: await recoveryCodesLeft(deps.db, asking.userId),
      });
    })
    .post('/', async (_req, res) => {
      send(res, SecondFactorBegun, await beginSecondFactor(deps, askingUser(res)));
    })
    .post('/confirmation', async (req, res) => {
      const recoveryCodes = await confirmSecondFactor(deps, askingUser(res), parseBody(ProveSecondFactor, req).code);
      send(res, RecoveryCodes, { recoveryCodes });
    })
    .post('/proof', async (req, res) => {
      await meetSecondFactor(deps, askingUser(res), parseBody(ProveSecondFactor, req).code);
      res.status(204).end();
    })
    .post('/recovery-codes', async (req, res) => {
      const recoveryCodes = await renewRecoveryCodes(deps, askingUser(res), parseBody(ProveAll, req));
      send(res, RecoveryCodes, { recoveryCodes });
    })
    .post('/off', async (req, res) => {
      await switchSecondFactorOff(deps, askingUser(res), parseBody(ProveAll, req));
      res.status(204).end();
    });
}
