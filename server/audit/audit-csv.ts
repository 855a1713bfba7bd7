import { DateTime } from 'luxon';
import { auditWords } from '../contract/audit-actions.ts';
import type { AuditNames, AuditRow } from './audit-reading-store.ts';
import type { AuditScope } from './audit-scope-store.ts';
import { detailsFor } from './entry-view.ts';

export type CsvLanguage = 'zh' | 'en';

/** The columns in their order. Ids stand beside the names: two people may be called the same, and names change. */
const HEADERS: Record<string, Record<CsvLanguage, string>> = {
  place: { zh: '链条位置', en: 'place in chain' },
  at: { zh: '时间 (UTC)', en: 'time (UTC)' },
  local: { zh: '园所时间', en: "site's time" },
  site: { zh: '园所', en: 'site' },
  actor: { zh: '谁', en: 'who' },
  device: { zh: '平板', en: 'tablet' },
  words: { zh: '做了什么', en: 'did what' },
  subject: { zh: '对谁', en: 'to whom' },
  child: { zh: '孩子', en: 'child' },
  camera: { zh: '摄像头', en: 'camera' },
  details: { zh: '细节', en: 'details' },
  action: { zh: '行为代码', en: 'act' },
  actorId: { zh: '谁（编号）', en: 'who (id)' },
  subjectId: { zh: '对谁（编号）', en: 'to whom (id)' },
  childId: { zh: '孩子（编号）', en: 'child (id)' },
  cameraId: { zh: '摄像头（编号）', en: 'camera (id)' },
  hash: { zh: '哈希', en: 'hash' },
};

const OF_THE_CHAIN = ['place', 'hash'];

export const csvColumns = ({ seesPlaces }: AuditScope, language: CsvLanguage) =>
  Object.entries(HEADERS)
    .filter(([key]) => seesPlaces || !OF_THE_CHAIN.includes(key))
    .map(([key, header]) => ({ key, header: header[language] }));

/** One entry as a line; null becomes an empty cell. */
export function csvLine(row: AuditRow, names: AuditNames, scope: AuditScope, language: CsvLanguage) {
  const { sites } = scope;
  const site = sites.find(({ id }) => id === row.siteId);
  const nameIn = (known: ReadonlyMap<string, string>, id: string | null) => (id === null ? null : known.get(id));
  return {
    place: row.place === null ? null : String(row.place),
    at: row.at.toISOString(),
    local: site ? DateTime.fromJSDate(row.at, { zone: site.timeZone }).toFormat('yyyy-MM-dd HH:mm:ss') : null,
    site: site?.name,
    actor: nameIn(names.users, row.actorId),
    device: nameIn(names.devices, row.deviceId),
    words: auditWords(row.action)?.[language] ?? row.action,
    subject: nameIn(names.users, row.subjectId),
    child: nameIn(names.children, row.childId),
    camera: nameIn(names.cameras, row.cameraId),
    details: JSON.stringify(detailsFor(scope, row)),
    action: row.action,
    actorId: row.actorId,
    subjectId: row.subjectId,
    childId: row.childId,
    cameraId: row.cameraId,
    hash: row.hash && Buffer.from(row.hash).toString('hex'),
  };
}
