import { csvText, fileRow } from './import-file.ts';
import { LIST_WRITERS, plain, type Row, row, SITE_WRITE } from './security-row.ts';

const FILE = {
  raw: new Uint8Array(Buffer.from(csvText([fileRow(1, { room: '导入班', phone: '' })]))),
  headers: { 'content-type': 'application/octet-stream' },
};

/** The file is the body as it is; which site it is for stands in the query. */
export const IMPORTS: Row[] = [
  plain('GET /api/admin/imports/template', LIST_WRITERS),
  row('POST /api/admin/imports/trial', SITE_WRITE, async (o) => ({
    query: { siteId: await o.site(), name: 'a.csv' },
    ...FILE,
  })),
  row('POST /api/admin/imports', SITE_WRITE, async (o) => ({
    query: { siteId: await o.site(), name: 'a.csv', rows: 'all' },
    ...FILE,
  })),
];
