import { Router } from 'express';
import { z } from 'zod';
import {
  AcceptScan,
  ConsentCounts,
  ConsentList,
  ConsentQuery,
  ExportConsents,
  OperatorTexts,
  PublishText,
  RefuseScan,
  ScanId,
  ScanUploaded,
  TextPublished,
  UploadScan,
  WaitingScan,
} from '../contract/consents.ts';
import { ViewsEnded } from '../contract/people.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, parseQuery, send } from '../platform/http.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { acceptScan, refuseScan } from './decide-scan.ts';
import { exportConsents } from './export-consents.ts';
import { countConsents, listConsents } from './list-consents.ts';
import { lookAtScan } from './look-at-scan.ts';
import { publishText } from './publish-text.ts';
import { readTexts } from './read-texts.ts';
import { bytesOf, officeSends, scanFile, sendScan } from './scan-body.ts';
import { sendOfficeScan } from './send-scan.ts';
import { readWaitingScans } from './waiting-scans.ts';

const OfSite = ConsentQuery.pick({ siteId: true });

/** The consents of families as administrators see them, the papers that were sent, and the texts. */
export function officeConsentRoutes(deps: ConsentsDeps): Router {
  const router = Router()
    .get('/', async (req, res) => {
      send(res, ConsentList, await listConsents(deps, askingUser(res), parseQuery(ConsentQuery, req)));
    })
    .get('/counts', async (req, res) => {
      send(res, ConsentCounts, await countConsents(deps, askingUser(res), parseQuery(OfSite, req)));
    })
    .post('/export', async (req, res) => {
      const csv = await exportConsents(deps, askingUser(res), parseBody(ExportConsents, req));
      const day = deps.now().toISOString().slice(0, 10);
      res.set('Content-Disposition', `attachment; filename="consents-${day}.csv"`);
      res.type('text/csv; charset=utf-8').send(csv);
    })
    .get('/texts', async (_req, res) => {
      send(res, z.array(OperatorTexts), await readTexts(deps, askingUser(res)));
    })
    .post('/texts', async (req, res) => {
      send(res, TextPublished, await publishText(deps, askingUser(res), parseBody(PublishText, req)));
    });
  return Router().use('/api/admin/consents', router, scanRoutes(deps));
}

function scanRoutes(deps: ConsentsDeps): Router {
  const router = Router()
    .get('/', async (req, res) => {
      const { siteId } = parseQuery(OfSite, req);
      send(res, z.array(WaitingScan), await readWaitingScans(deps, askingUser(res), siteId));
    })
    .post('/', officeSends, scanFile, async (req, res) => {
      const scanId = await sendOfficeScan(deps, askingUser(res), parseQuery(UploadScan, req), bytesOf(req));
      send(res, ScanUploaded, { scanId });
    })
    .get('/:scanId', async (req, res) => {
      sendScan(res, await lookAtScan(deps, askingUser(res), ScanId.parse(req.params.scanId)));
    })
    .post('/:scanId/accept', async (req, res) => {
      const scanId = ScanId.parse(req.params.scanId);
      send(res, ViewsEnded, {
        endedViews: await acceptScan(deps, askingUser(res), scanId, parseBody(AcceptScan, req)),
      });
    })
    .post('/:scanId/refuse', async (req, res) => {
      await refuseScan(deps, askingUser(res), ScanId.parse(req.params.scanId), parseBody(RefuseScan, req));
      res.status(204).end();
    });
  return Router().use('/scans', router);
}
