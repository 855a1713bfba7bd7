import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { z } from 'zod';
import { recordAudit } from '../audit/audit-store.ts';
import type { ExportHealthCases, ListedCase } from '../contract/health-cases.ts';
import type { FollowUpKind, HealthFollowUp } from '../contract/health.ts';
import type { AskingUser } from '../platform/asking.ts';
import { FAMILY, HEADERS, PERIOD, SIGN, STATE, STEP, type Language } from './case-words.ts';
import type { HealthDeps } from './health-deps.ts';
import { readHealthCases } from './read-cases.ts';

/** The list as CSV, a line for each finding; recorded in the audit. @throws AppError as `readHealthCases` */
export async function exportHealthCases(
  deps: Pick<HealthDeps, 'db' | 'now'>,
  asking: AskingUser,
  { language, ...asked }: z.output<typeof ExportHealthCases>,
): Promise<string> {
  const { cases, timeZone } = await readHealthCases(deps, asking, asked);
  const { siteId, state, classroomId = null } = asked;
  const { userId: actorId, address } = asking;
  const entry = { action: 'health-exported', at: deps.now(), actorId, siteId, address } as const;
  await deps.db.$transaction((tx) =>
    recordAudit(tx, { ...entry, details: { state, classroomId, rows: cases.length } }),
  );
  const columns = Object.entries(HEADERS).map(([key, header]) => ({ key, header: header[language] }));
  // A name that begins like a formula stays text in a spreadsheet.
  const options = { bom: true, header: true, columns, record_delimiter: 'windows' as const, escape_formulas: true };
  return stringify(
    cases.map((each) => lineOf(each, timeZone, language)),
    options,
  );
}

const degrees = (tenths: number | null): string => (tenths === null ? '' : (tenths / 10).toFixed(1));

const isAnswer = (kind: FollowUpKind): kind is keyof typeof FAMILY => kind in FAMILY;

function stateOf({ state, followUps }: ListedCase, language: Language): string {
  const last = followUps.findLast(({ kind }) => isAnswer(kind));
  if (state !== 'answered' || !last || !isAnswer(last.kind)) return STATE[state][language];
  return FAMILY[last.kind][language].replace('{who}', last.relation ?? last.by);
}

function lineOf(found: ListedCase, zone: string, language: Language) {
  const at = (instant: string) => DateTime.fromISO(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');
  const step = ({ kind, by, note, temperature, at: when }: HealthFollowUp) =>
    [at(when), by, STEP[kind][language], degrees(temperature), note].filter((part) => part !== '').join(' ');
  return {
    child: found.childName,
    room: found.classroomName,
    at: at(found.at),
    period: PERIOD[found.period][language],
    temperature: degrees(found.temperature),
    signs: found.signs.map((sign) => SIGN[sign][language]).join(language === 'zh' ? '、' : ', '),
    note: found.note,
    by: found.by,
    state: stateOf(found, language),
    followUps: found.followUps.map(step).join('\n'),
    sentHome: found.fetchedAt === null ? '' : at(found.fetchedAt),
    childId: found.childId,
    checkId: found.checkId,
  };
}
