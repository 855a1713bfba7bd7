import {
  but,
  list,
  office,
  ofSite,
  PERSONS,
  plain,
  READERS,
  reason,
  type Row,
  row,
  SITE_WRITE,
} from './security-row.ts';
import { pdf } from './scan-files.ts';
import type { Objects } from './security-objects.ts';
import { WHO } from './security-cast.ts';

const FILE = { raw: pdf(), headers: { 'content-type': 'application/octet-stream' } };
/** Of a child of one's own; everybody in the cast is a guardian of another, or of none. */
const NOT_THEIRS = but(PERSONS, 'not-found', ...WHO.filter((who) => PERSONS[who] === 'ok'));
/** The family is of an employer, whose administrator reads it too. */
const FAMILY_READERS = ofSite('siteAdmin', 'operatorAdmin', 'inspector', 'orgAdmin');

const TEXT = '依法告知：摄像头只拍活动室与睡眠室，录像保存九十天，可以随时撤回同意。';
const scanQuery = async (o: Objects) => ({ query: { childId: await o.child(), kind: 'agreement' }, ...FILE });

export const CONSENTS: Row[] = [
  plain('GET /api/consents', PERSONS),
  row('POST /api/consents/sign', NOT_THEIRS, async (o) => ({
    body: { childId: await o.child(), kind: 'video', textId: crypto.randomUUID(), name: '新苗妈妈' },
  })),
  row('POST /api/consents/withdraw', NOT_THEIRS, async (o) => ({ body: { childId: await o.child(), kind: 'video' } })),
  row('POST /api/consents/scans', NOT_THEIRS, scanQuery),
  row('GET /api/consents/scans/:scanId', but(NOT_THEIRS, 'ok', 'mother'), async (o) => ({
    params: { scanId: await o.scan() },
  })),
  list('GET /api/admin/consents', READERS),
  list('GET /api/admin/consents/counts', READERS),
  row(
    'POST /api/admin/consents/export',
    READERS,
    async (o) => ({ body: { siteId: await o.site(), language: 'zh' } }),
    'ok',
  ),
  plain('GET /api/admin/consents/texts', READERS),
  row('POST /api/admin/consents/texts', office('operatorAdmin'), async (o) => ({
    body: { operatorId: await o.operator(), kind: 'video', after: 0, zh: TEXT, en: TEXT, requiredFrom: null },
  })),
  list('GET /api/admin/consents/scans', READERS),
  row('POST /api/admin/consents/scans', SITE_WRITE, scanQuery),
  row('GET /api/admin/consents/scans/:scanId', FAMILY_READERS, async (o) => ({ params: { scanId: await o.scan() } })),
  row('POST /api/admin/consents/scans/:scanId/accept', SITE_WRITE, async (o) => ({
    params: { scanId: await o.scan() },
    body: { validUntil: null, signedBy: null },
  })),
  row('POST /api/admin/consents/scans/:scanId/refuse', SITE_WRITE, async (o) => ({
    params: { scanId: await o.scan() },
    body: { why: reason },
  })),
];
