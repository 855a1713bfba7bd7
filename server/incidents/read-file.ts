import { z } from 'zod';
import { mayDo } from '../access/roles.ts';
import { ClockRule } from '../contract/incident-clocks.ts';
import type { IncidentFamily, IncidentFile, IncidentLine } from '../contract/incident-file.ts';
import { Signature } from '../contract/incident-steps.ts';
import { ChildId, type ClassroomId, type IncidentId, type SiteId } from '../contract/ids.ts';
import { Portrait } from '../contract/people.ts';
import { personOf, type Asking } from '../platform/asking.ts';
import { type FoundFile, findFile, staffAround } from './file-store.ts';
import { doubtsIn } from './doubts-store.ts';
import { isHeld } from './hold-around.ts';
import type { IncidentDeps } from './incident-deps.ts';
import { answerOf } from './incident-states.ts';
import { stepsOf, timedSubject } from './incidents-store.ts';
import { namesAt, staffAmong, type NameAt } from './names-store.ts';
import { isOwning, openView } from './open-view.ts';
import { ownView } from './own-incidents.ts';
import { photoView } from './photos-store.ts';
import type { Doubt } from './signature-doubts.ts';
import { detailsIn, fieldOf, textOf } from './step-data.ts';
import { placeOf, requireMay } from './take-step.ts';
import { toldSince, type ToldSince } from './told-store.ts';

/**
 * Everything staff read of one incident, with each family's own view as it is or would be. On a tablet only for who said
 * their PIN: the record holds more than the room's screen shows anybody.
 * @throws AppError 'who-is-acting', 'forbidden', 'second-factor-needed', or 'not-found' for one that is unknown or elsewhere
 */
export async function readFile(
  { db, now }: IncidentDeps,
  asking: Asking,
  incidentId: IncidentId,
): Promise<z.input<typeof IncidentFile>> {
  personOf(asking);
  const file = await findFile(db, incidentId);
  requireMay(asking, file, 'incidents:read');
  const details = detailsIn(file.steps);
  const room = { classroomId: file.classroomId as ClassroomId, siteId: file.siteId as SiteId, now: now() };
  const named = [...details.witnesses, ...details.supervisors, ...details.firstAidBy];
  const [told, doubts, nameAt, around, written] = await Promise.all([
    toldSince(
      db,
      file.children.map(({ childId }) => childId),
    ),
    doubtsIn(db, file),
    namesAt(
      db,
      [
        ...[file.authorId, ...named],
        ...file.steps.map(({ actorId }) => actorId),
        ...file.photos.map(({ addedBy }) => addedBy),
      ].flatMap((id) => id ?? []),
    ),
    staffAround(db, room),
    staffAmong(db, file.classroom.site.operatorId, named),
  ]);
  const mayReview = mayDo(asking.roles, 'incidents:review', placeOf(file));
  const publication = file.steps.find(({ kind }) => kind === 'published');
  const owners = file.steps.filter(isOwning).map(({ actorId }) => actorId);
  const open = openView(file, { told, nameAt, owners, at: room.now });
  return {
    ...open,
    details,
    families: file.children.map(({ child }) => familyOf(file, child, told)),
    lines: linesOf(file, { nameAt, doubts, mayReview, isAuthorConfirmed: open.isAuthorConfirmed }),
    photos: file.photos.map((photo) => photoView(photo, nameAt)),
    staff: staffOf(around, written, (id) => nameAt(id, publication?.recordedAt ?? room.now)),
    holds: (isHeld(file) ? file.holds : []).map(({ cameraId, camera, heldFrom, heldTo }) => ({
      ...{ cameraId, cameraName: camera.name, from: heldFrom.toISOString(), to: heldTo.toISOString() },
    })),
    mayReview,
  };
}

/** Who works around here, and who is written down; each once. */
const staffOf = (
  around: ReadonlyMap<string, string>,
  written: ReadonlySet<string>,
  nameOf: (userId: string) => string | null,
) => {
  const named = [...written].flatMap((userId): [string, string][] => {
    const name = nameOf(userId);
    return name === null ? [] : [[userId, name]];
  });
  return [...new Map([...around, ...named])].map(([userId, name]) => ({ userId, name }));
};

/** A recipe that an older version wrote shows as initials. */
const portraitOf = (stored: unknown): Portrait | null => Portrait.nullable().catch(null).parse(stored);

type Child = FoundFile['children'][number]['child'];

const familyOf = (file: FoundFile, child: Child, told: ToldSince): z.input<typeof IncidentFamily> => ({
  childId: child.id,
  name: child.name,
  nickname: child.nickname,
  portrait: portraitOf(child.portrait),
  guardians: child.guardianships.map(({ relation, user }) => ({
    ...{ userId: user.id, name: user.name, relation, phone: user.phone, portrait: portraitOf(user.portrait) },
  })),
  answer: answerOf(subjectIn(file, told), stepsOf(file), child.id),
  view: ownView(file, child),
});

const subjectIn = ({ kind, happenedAt, children }: FoundFile, told: ToldSince) =>
  timedSubject({ kind, happenedAt, childIds: children.map(({ childId }) => childId) }, told);

type Line = z.input<typeof IncidentLine>;

type Read = {
  nameAt: NameAt;
  doubts: ReadonlyMap<string, Doubt[]>;
  mayReview: boolean;
  isAuthorConfirmed: boolean;
};

function linesOf({ steps }: FoundFile, { nameAt, doubts, mayReview, isAuthorConfirmed }: Read): Line[] {
  const nameOf = (kind: string, id: string | null, at: Date) =>
    id === null || (kind === 'flagged' && !isAuthorConfirmed) ? null : nameAt(id, at);
  const isSavedAgain = (index: number): boolean => {
    const [step, next] = [steps[index], steps[index + 1]];
    return step?.kind === 'detailed' && next?.kind === 'detailed' && step.actorId === next.actorId;
  };
  return steps
    .filter((_, index) => !isSavedAgain(index))
    .map(({ id, kind, recordedAt, happenedAt, actorId, childId, data }) => ({
      stepId: id,
      kind: kind as Line['kind'],
      at: recordedAt.toISOString(),
      happenedAt: happenedAt.toISOString(),
      by: nameOf(kind, actorId, recordedAt),
      childId,
      guardianId: textOf(data, 'guardianId') || null,
      isReached: kind === 'called' ? fieldOf(data, 'isReached') === true : null,
      text: textOf(data) || textOf(data, 'reason'),
      unsigned: z.array(ChildId).catch([]).parse(fieldOf(data, 'unsigned')),
      why: ClockRule.safeParse(fieldOf(data, 'why')).data,
      signature: mayReview ? (Signature.safeParse(fieldOf(data, 'signature')).data ?? null) : null,
      ...(mayReview && doubts.has(id) && { doubts: (doubts.get(id) ?? []).map(doubtView) }),
    }));
}

const doubtView = ({ what, at, by }: Doubt) => ({ what, at: at?.toISOString() ?? null, by });
