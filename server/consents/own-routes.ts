import { Router } from 'express';
import { OwnConsents, ScanId, ScanUploaded, SignConsent, UploadScan, WithdrawConsent } from '../contract/consents.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { lookAtOwnScan } from './look-at-scan.ts';
import { readOwnConsents } from './read-own.ts';
import { bytesOf, scanFile, sendScan, whoSends } from './scan-body.ts';
import { sendOwnScan } from './send-scan.ts';
import { signConsent, withdrawConsent } from './sign-consent.ts';

/** A guardian's own consents. What a change ended is not told: the views can be other families'. */
export function ownConsentRoutes(deps: ConsentsDeps): Router {
  const router = Router()
    .get('/', async (_req, res) => {
      send(res, OwnConsents, await readOwnConsents(deps, askingUser(res)));
    })
    .post('/sign', async (req, res) => {
      const asking = askingUser(res);
      await signConsent(deps, asking, parseBody(SignConsent, req));
      send(res, OwnConsents, await readOwnConsents(deps, asking));
    })
    .post('/withdraw', async (req, res) => {
      const asking = askingUser(res);
      await withdrawConsent(deps, asking, parseBody(WithdrawConsent, req));
      send(res, OwnConsents, await readOwnConsents(deps, asking));
    })
    .post('/scans', whoSends, scanFile, async (req, res) => {
      const scanId = await sendOwnScan(deps, askingUser(res), parseQuery(UploadScan, req), bytesOf(req));
      send(res, ScanUploaded, { scanId });
    })
    .get('/scans/:scanId', async (req, res) => {
      sendScan(res, await lookAtOwnScan(deps, askingUser(res), ScanId.parse(req.params.scanId)));
    });
  return Router().use('/api/consents', router);
}
