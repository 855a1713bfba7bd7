import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { ChildConsents, ConsentStandingView, ExportConsents } from '../contract/consents.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { foundConsents } from './list-consents.ts';

type Language = 'zh' | 'en';
type Words = Record<Language, string>;

const HEADERS: Record<string, Words> = {
  site: { zh: '园所', en: 'site' },
  room: { zh: '班级', en: 'room' },
  child: { zh: '孩子', en: 'child' },
  kind: { zh: '种类', en: 'kind' },
  state: { zh: '状态', en: 'state' },
  until: { zh: '有效至（园所时间）', en: "until (site's time)" },
  version: { zh: '文本版本', en: 'version of text' },
  waiting: { zh: '待核对的材料', en: 'papers to look at' },
  childId: { zh: '孩子（编号）', en: 'child (id)' },
};
const KINDS: Record<ConsentStandingView['kind'], Words> = {
  agreement: { zh: '托管协议', en: 'care agreement' },
  insurance: { zh: '意外险', en: 'accident insurance' },
  risk_notice: { zh: '风险告知', en: 'risk notice' },
  video: { zh: '视频同意', en: 'video consent' },
};
const STATES: Record<ConsentStandingView['state'], Words> = {
  valid: { zh: '有效', en: 'valid' },
  missing: { zh: '未签', en: 'missing' },
  expired: { zh: '已到期', en: 'expired' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  outdated: { zh: '要重新签', en: 'to be signed again' },
};

/** What is searched for as CSV, a line for each child and kind. That it was taken out is recorded. @throws AppError 'forbidden' */
export async function exportConsents(
  deps: Pick<ConsentsDeps, 'db' | 'now'>,
  asking: AskingUser,
  { language, ...query }: z.output<typeof ExportConsents>,
): Promise<string> {
  const children = await foundConsents(deps, asking, query);
  const siteId = children[0]?.siteId ?? null;
  await recordAudit(deps.db, {
    action: 'consents-exported',
    at: deps.now(),
    actorId: asking.userId,
    siteId: query.siteId === undefined ? null : siteId, // of a site out of reach nothing was taken out
    address: asking.address,
    details: { filter: query.filter ?? null, children: children.length },
  });
  const columns = Object.entries(HEADERS).map(([key, header]) => ({ key, header: header[language] }));
  const lines = children.flatMap((child) => child.consents.map((consent) => lineOf(child, consent, language)));
  // A name that begins like a formula stays text in a spreadsheet.
  return stringify(lines, { bom: true, header: true, columns, record_delimiter: 'windows', escape_formulas: true });
}

const lineOf = (child: ChildConsents, { kind, state, until, version }: ConsentStandingView, language: Language) => ({
  site: child.siteName,
  room: child.room,
  child: child.name,
  kind: KINDS[kind][language],
  state: STATES[state][language],
  until: until && DateTime.fromISO(until, { zone: child.timeZone }).toFormat('yyyy-MM-dd HH:mm'),
  version: version === null || kind === 'insurance' ? null : String(version),
  waiting: child.waitingScans === 0 ? null : String(child.waitingScans),
  childId: child.childId,
});
