import {
  type LedgerLine,
  type OwnChildConsents,
  type OwnConsents,
  type OwnScan,
  type ScanId,
  type ConsentTextId,
  TEXT_KINDS,
} from '../contract/consents.ts';
import type { ChildId } from '../contract/ids.ts';
import { type ConsentKind, Portrait } from '../contract/people.ts';
import type { AskingUser } from '../platform/asking.ts';
import { dayOfColumn, localDay } from '../platform/calendar.ts';
import { newestOf, standingsOf } from './consent-standings.ts';
import type { ConsentsDeps } from './consents-deps.ts';
import { type FamilyChild, namesOf, standingFamily } from './guardian-store.ts';
import { textView } from './text-view.ts';

type Names = ReadonlyMap<string, string>;

/**
 * A guardian's own: each child whose every right stands, with its consents, the texts and the ledger. A child that is
 * withheld from them is left out as if there were none.
 */
export async function readOwnConsents(
  { db, now }: Pick<ConsentsDeps, 'db' | 'now'>,
  { userId }: AskingUser,
): Promise<OwnConsents> {
  const family = await standingFamily(db, userId);
  const signers = family.flatMap(({ child }) => child.consents.map((entry) => entry.userId));
  const names = await namesOf(db, signers);
  return { children: family.map(({ child }) => ownChild(child, names, now())) };
}

function ownChild(child: FamilyChild, names: Names, at: Date): OwnChildConsents {
  const { site, consents, scans } = child;
  const texts = site.operator.consentTexts;
  const agreedTo = new Set(consents.map(({ textId }) => textId));
  const newest = new Set(TEXT_KINDS.map((kind) => newestOf(texts, kind)?.id));
  return {
    childId: child.id as ChildId,
    name: child.name,
    nickname: child.nickname,
    portrait: Portrait.nullable().catch(null).parse(child.portrait),
    siteName: site.name,
    sitePhone: site.phone,
    timeZone: site.timeZone,
    room: roomOf(child, localDay(at, site.timeZone)),
    isRoomStrict: site.roomConsentMode === 'strict',
    consents: standingsOf(consents, texts, at),
    texts: texts.filter(({ id }) => newest.has(id) || agreedTo.has(id)).map(textView),
    ledger: consents.map((entry) => lineOf(entry, names)),
    scans: scans.map(scanOf),
  };
}

function roomOf({ enrolments }: FamilyChild, today: string): string | null {
  const current = enrolments.find(
    ({ startsOn, endsOn }) => dayOfColumn(startsOn) <= today && (endsOn === null || dayOfColumn(endsOn) >= today),
  );
  return current?.classroom.name ?? null;
}

const lineOf = (entry: FamilyChild['consents'][number], names: Names): LedgerLine => ({
  kind: entry.kind as ConsentKind,
  given: entry.given,
  version: entry.version,
  at: entry.recordedAt.toISOString(),
  validUntil: entry.validUntil?.toISOString() ?? null,
  by: entry.userId === null ? null : (names.get(entry.userId) ?? null),
  how: entry.address === null ? 'paper' : 'web',
  textId: entry.textId as ConsentTextId | null,
});

function scanOf(scan: FamilyChild['scans'][number]): OwnScan {
  const decided = scan.refusedWhy === null ? 'accepted' : 'refused';
  return {
    scanId: scan.id as ScanId,
    kind: scan.kind as ConsentKind,
    uploadedAt: scan.uploadedAt.toISOString(),
    statedUntil: scan.statedUntil?.toISOString() ?? null,
    state: scan.decidedAt === null ? 'waiting' : decided,
    refusedWhy: scan.refusedWhy,
  };
}
