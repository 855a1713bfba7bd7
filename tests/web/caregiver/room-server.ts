import type { Room, RoomChild } from '#contract/attendance.ts';
import type { ProblemCode } from '#contract/problem.ts';
import { webAnswer } from '../../support/web-answer.ts';

export const uuid = (n: number): string => `0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`;
const guardian = (n: number, name: string, relation: string, more: object = {}) => ({
  userId: uuid(n),
  name,
  relation,
  phone: '138 0000 6213',
  portrait: null,
  mayPickUp: true,
  blocked: false,
  ...more,
});

export const child = (n: number, name: string, state: RoomChild['state']): RoomChild =>
  ({
    childId: uuid(n),
    name,
    nickname: '',
    portrait: null,
    allergies: n === 2 ? ['牛奶'] : [],
    state,
    at: state === 'present' ? '2026-11-20T00:00:00.000Z' : null,
    arrivedAt: state === 'present' ? '2026-11-20T00:00:00.000Z' : null,
    earlierStays: [],
    expectedAt: null,
    session: null,
    lines: [],
    isCorrected: false,
    conflicts: [],
    absence: null,
    latePickUpUntil: null,
    fetchedBy: null,
    pickups: [],
    guardians: [
      guardian(n + 100, '苏日娜', '妈妈'),
      guardian(n + 200, '哈斯', '爸爸', { mayPickUp: false, blocked: true }),
    ],
  }) as unknown as RoomChild;

export const room = (children: RoomChild[]): Room =>
  ({
    now: '2026-11-20T00:30:00.000Z',
    timeZone: 'Asia/Shanghai',
    siteName: '青禾新城园',
    classroomId: uuid(900),
    name: '海棠班',
    kind: 'senior',
    capacity: 20,
    ratio: 7,
    lateAfterMinutes: 15,
    otherRooms: [{ classroomId: uuid(901), name: '桃花班' }],
    children,
    cameras: [],
    watching: [],
  }) as unknown as Room;

type Asked = { method: string; path: string; body: Record<string, unknown> };
type Answer = { status: number; body: unknown } | 'away';

export const refusal = (code: ProblemCode, zh: string): Answer => ({
  status: 409,
  body: { problem: { code, message: { zh, en: 'no' }, id: 'p1' } },
});

/** The network behind the page: what was asked, and an answer that a test can hold back or change. */
export class RoomServer {
  readonly asked: Asked[] = [];
  readonly room: Room;
  /** For anything but reading the room; by default every tap is recorded. */
  answer: (asked: Asked) => Answer | Promise<Answer> = (asked) => this.recorded(asked);

  constructor(shown: Room) {
    this.room = shown;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const asked: Asked = {
      method: init?.method ?? 'GET',
      path: typeof input === 'string' ? input : '',
      body: typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {},
    };
    if (asked.method === 'GET') return webAnswer(this.read(asked.path));
    this.asked.push(asked);
    const answer = await this.answer(asked);
    if (answer === 'away') throw new TypeError('Failed to fetch');
    return webAnswer(answer.body, answer.status);
  };

  /** What is read; the room, whatever it is called. */
  read(_path: string): unknown {
    return this.room;
  }

  /** Writes the tap down, as the server does: the next reading of the room shows it. */
  recorded({ path, body }: Asked): Answer {
    const tapped = this.room.children.find(({ childId }) => childId === body['childId']) ?? this.room.children[0];
    if (!tapped) throw new Error('no such child');
    tapped.state = path.endsWith('check-ins') ? 'present' : path.endsWith('check-outs') ? 'left' : 'expected';
    tapped.at = tapped.state === 'expected' ? null : String(body['happenedAt']);
    const { childId, state, at } = tapped;
    return { status: 200, body: { eventId: body['eventId'], childId, state, at, endedViews: 0 } };
  }

  /** Many arrivals, taken whole. */
  recordedAll({ body }: Asked): unknown {
    const arrivals = body['arrivals'] as Record<string, unknown>[];
    const recorded = arrivals.map((arrival) => this.recorded({ method: 'POST', path: 'check-ins', body: arrival }));
    return { recorded: recorded.map((answer) => (answer === 'away' ? null : answer.body)) };
  }
}
