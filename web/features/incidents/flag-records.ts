import type { z } from 'zod';
import { IncidentId, IncidentStepId, type ClassroomId, type UserId } from '#contract/ids.ts';
import type { FlagIncident, IncidentKind, WithdrawFlag } from '#contract/incidents.ts';
import type { OutboxRecord } from '../../shared/outbox/outbox-record.ts';
import type { Undoing } from '../../shared/outbox/undoing.ts';
import { randomId } from '../../shared/random-id.ts';
import { recordTime } from '../../shared/server-clock.ts';
import { isOffline } from '../../shared/socket.ts';
import { sayIn } from '../../shared/words/book.ts';
import type { Language } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { INCIDENTS_PATH } from './incidents-api.ts';
import { incidentWords } from './words.ts';

type Named = { childId: string; name: string };
export type Flag = {
  classroomId: ClassroomId;
  kind: IncidentKind;
  /** Nobody: it concerns the whole room. */
  children: readonly Named[];
  /** Who acts on the tablet at the tap; null when nobody said so. */
  authorId: UserId | null;
};

/** What is written of one incident goes in its order. */
export const incidentOrder = (incidentId: string): string => `incident:${incidentId}`;

/** 李朵朵、王石磊 · 咬伤 */
export function flagWords({ kind, children }: Pick<Flag, 'kind' | 'children'>, language: Language): string {
  const names = children.map(({ name }) => name);
  const who = names.length === 0 ? sayIn(language, incidentWords, 'wholeRoom') : listOf(names, language);
  return `${who} · ${sayIn(language, incidentWords, `kind_${kind}`)}`;
}

/** Two taps: it goes out under nobody's PIN, with who acted as far as the tablet knows. */
export function flagRecord(flag: Flag): OutboxRecord {
  const incidentId = IncidentId.parse(randomId());
  const happenedAt = recordTime();
  const { classroomId, kind, children, authorId } = flag;
  const body: z.input<typeof FlagIncident> = {
    ...{ incidentId, classroomId, kind, authorId, happenedAt, isOffline: isOffline() },
    childIds: children.map(({ childId }) => childId),
  };
  return {
    id: incidentId,
    path: INCIDENTS_PATH,
    body,
    orderKeys: [incidentOrder(incidentId)],
    actorId: null,
    happenedAt,
    words: inEach((language) => flagWords(flag, language)),
  };
}

/** How to take it back, also without a PIN: a slip of the same hand. */
export function flagUndoing({ id, happenedAt, words, orderKeys }: OutboxRecord): Undoing {
  const stepId = IncidentStepId.parse(randomId());
  const body: z.input<typeof WithdrawFlag> = { stepId, incidentId: id };
  const by: OutboxRecord = {
    ...{ id: stepId, path: `${INCIDENTS_PATH}/withdrawals`, body, orderKeys, actorId: null, happenedAt },
    words: inEach((language) => sayIn(language, incidentWords, 'undoFlag', { what: words[language] })),
  };
  return [{ id, by: [by] }];
}

const inEach = (words: (language: Language) => string): OutboxRecord['words'] => ({ zh: words('zh'), en: words('en') });
