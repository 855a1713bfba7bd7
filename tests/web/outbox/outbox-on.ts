import { DeviceId, UserId } from '#contract/ids.ts';
import type { Problem, ProblemCode } from '#contract/problem.ts';
import { KeptRecords } from '../../../web/shared/outbox/kept-records.ts';
import { Outbox } from '../../../web/shared/outbox/outbox.ts';
import type { OutboxRecord } from '../../../web/shared/outbox/outbox-record.ts';
import { ProblemError } from '../../../web/shared/problem-error.ts';

export const id = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const TABLET = DeviceId.parse(id(2_001));
export const OTHER_TABLET = DeviceId.parse(id(2_002));
export const WANG = UserId.parse(id(3_001));
export const LI = UserId.parse(id(3_002));
/** The n-th record, about the n-th child. */
export const record = (n: number): OutboxRecord => ({
  id: id(n),
  path: '/api/attendance/check-ins',
  body: { eventId: id(n) },
  orderKeys: [`child:${n}`],
  actorId: WANG,
  happenedAt: '2026-11-20T00:10:00.000Z',
  words: { zh: '入园', en: 'in' },
});
export const problem = (code: ProblemCode): ProblemError =>
  new ProblemError({ code, message: { zh: '不行', en: 'no' }, id: 'p1' });

const keptIn = (stored: Map<string, string>, owner: DeviceId): KeptRecords =>
  new KeptRecords(
    {
      get length() {
        return stored.size;
      },
      // The order in which a browser lists its keys is its own; here the newest come first.
      key: (index) => [...stored.keys()].reverse()[index] ?? null,
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    owner,
  );

/** An outbox whose network can be taken away, and what became of each record. */
export function outboxOn(
  network: { answer: (record: OutboxRecord) => 'ok' | Error },
  stored = new Map<string, string>(),
  owner = TABLET,
) {
  const sent: string[] = [];
  const recorded: string[] = [];
  const refused: [string, Problem][] = [];
  const person = { acts: WANG as UserId | null, proven: true };
  let asked = 0;
  const outbox = new Outbox({
    send: (each) => {
      sent.push(each.id);
      const answer = network.answer(each);
      return answer === 'ok' ? Promise.resolve({}) : Promise.reject(answer);
    },
    kept: keptIn(stored, owner),
    actsNow: () => person.acts,
    mayGo: () => person.proven,
    onActorNeeded: () => asked++,
  });
  outbox.onSettled((each, outcome) => {
    if ('problem' in outcome) refused.push([each.id, outcome.problem]);
    else recorded.push(each.id);
  });
  return { outbox, sent, recorded, refused, stored, person, asked: () => asked };
}
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};
