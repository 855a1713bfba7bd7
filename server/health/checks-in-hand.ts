import type { AuditRecord } from '../audit/audit-store.ts';
import { type NewEvent, toldLate } from '../events/append-event.ts';
import { dayOfColumn, localDay } from '../platform/calendar.ts';
import { healthDay, isOpen, TAKEN_BACK } from './cases.ts';
import type {
  CheckWithFollowUps,
  OfChildAndDay,
  PlacedChild,
  RecordedCheck,
  RecordedFollowUp,
} from './health-store.ts';

/** Checks that are about to be written, each judged by what stands of its day and by those before it in the same request. */
export class ChecksInHand {
  readonly checks: RecordedCheck[] = [];
  readonly followUps: RecordedFollowUp[] = [];
  readonly events: NewEvent[] = [];
  readonly audits: AuditRecord[] = [];
  readonly #recorded: OfChildAndDay<CheckWithFollowUps>;

  constructor(recorded: OfChildAndDay<CheckWithFollowUps>) {
    this.#recorded = recorded;
  }

  /** @param takesBackId the check that did not happen; when it stands no more, there is nothing to write */
  take(row: RecordedCheck, child: PlacedChild, takesBackId: string | null): void {
    const before = this.#dayOf(row, child);
    const stood = before.checks.findLast(({ period }) => period === row.period);
    if (takesBackId !== null && stood?.id !== takesBackId) return;
    this.checks.push(row);
    const followed = row.period === 'again' && takesBackId === null ? before.cases.findLast(isOpen) : undefined;
    if (followed) this.#followUp(row, followed.check.id);
    this.#tell(row, child, {
      corrects: stood !== undefined && row.period !== 'again',
      followedId: followed?.check.id,
    });
  }

  #dayOf({ childId, happenedAt, day }: RecordedCheck, { timeZone }: PlacedChild) {
    const recorded = this.#recorded(childId, localDay(happenedAt, timeZone));
    const inHand = this.checks.filter((row) => row.childId === childId && row.day.getTime() === day.getTime());
    return healthDay<RecordedCheck, RecordedFollowUp>(
      [...recorded, ...inHand],
      [...recorded.flatMap(({ followUps }) => followUps), ...this.followUps],
      // A look that comes late belongs to its case though the child was fetched by then.
      null,
    );
  }

  /** A second look at a child that is being followed up is a step of that case, under the look's own id. */
  #followUp({ id, actorId, deviceId, recordedAt }: RecordedCheck, checkId: string): void {
    this.followUps.push({ id, checkId, kind: 'measured_again', note: '', actorId, deviceId, recordedAt });
  }

  #tell(
    row: RecordedCheck,
    { childId, siteId, timeZone }: PlacedChild,
    { corrects, followedId }: { corrects: boolean; followedId: string | undefined },
  ): void {
    const { classroomId, actorId, deviceId, temperature, period, isAbnormal } = row;
    const takenBack = row.signs.includes(TAKEN_BACK);
    const found = { period, temperature, isAbnormal };
    const signs = takenBack ? '' : row.signs.join(' ');
    const payload =
      followedId === undefined
        ? { ...found, checkId: row.id, signs, takenBack, corrects: corrects && !takenBack }
        : { checkId: followedId, kind: 'measured_again', temperature };
    const type = followedId === undefined ? 'health:checked' : 'health:followed-up';
    const about = { siteId, childId };
    const told = { by: actorId, ...toldLate(dayOfColumn(row.day), row.recordedAt, timeZone), ...payload };
    this.events.push({ type, at: row.happenedAt, classroomId, ...about, payload: told });
    // What ails a child is in the check itself, for who may read that; the audit is read by inspectors, too.
    const details = { checkId: row.id, period };
    this.audits.push({ action: 'health-checked', at: row.recordedAt, actorId, deviceId, ...about, details });
  }
}
