import type { HealthPeriod } from '#contract/health.ts';
import {
  checksRecord,
  looksOf,
  stepRecord,
  takeBackRecord,
  type Doing,
  type Found,
  type Looked,
  type Step,
} from '../features/health/health-records.ts';
import { recordTime } from '../shared/server-clock.ts';
import { actsOnTablet } from './acts-now.ts';
import type { RoomSheetProps } from './sheet-props.ts';

type Props = Pick<RoomSheetProps, 'outbox' | 'actor' | 'asActor' | 'offerUndo'>;

/** The ways to record a look at health from a sheet; each asks who acts where that is not known. */
export function healthDeeds({ outbox, actor, asActor, offerUndo }: Props) {
  const doing = (): Doing | null => {
    const actorId = actsOnTablet() ?? actor?.userId ?? null;
    return actorId && { actorId, happenedAt: recordTime() };
  };
  const asDoing = (act: (by: Doing) => void) =>
    asActor(() => {
      const by = doing();
      if (by) act(by);
    });
  return {
    look: (children: readonly Looked[], period: HealthPeriod, found: Found, words: string) =>
      asDoing((by) => {
        const record = checksRecord(children, period, found, by);
        outbox.add(record);
        const nameOf = (childId: string) => children.find((child) => child.childId === childId)?.name ?? '';
        const looks = looksOf(record).map((each) => ({ ...each, name: nameOf(each.childId) }));
        const happenedAt = new Date(Date.parse(by.happenedAt) + 1).toISOString();
        offerUndo(words, [{ id: record.id, by: [takeBackRecord(looks, { ...by, happenedAt })] }]);
      }),
    takeBack: (look: Parameters<typeof takeBackRecord>[0][number]) =>
      asDoing((by) => outbox.add(takeBackRecord([look], by))),
    step: (of: Parameters<typeof stepRecord>[0], step: Step, note: string) =>
      asDoing((by) => outbox.add(stepRecord(of, step, note, by))),
  };
}
