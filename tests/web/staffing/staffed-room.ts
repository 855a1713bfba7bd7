import type { Room } from '#contract/attendance.ts';
import type { StaffPerson, StaffRoom } from '#contract/staffing.ts';
import { RoomServer, uuid } from '../caregiver/room-server.ts';

export const person = (n: number, name: string, more: Partial<StaffPerson> = {}): StaffPerson =>
  ({
    userId: uuid(n),
    name,
    portrait: null,
    state: 'working',
    classroomId: uuid(900),
    since: '2026-11-20T00:00:00.000Z',
    hasPin: true,
    counts: true,
    isOfRoom: true,
    shift: null,
    arrivedAt: '2026-11-20T00:00:00.000Z',
    lines: [],
    ...more,
  }) as StaffPerson;
export const away = { state: 'away', classroomId: null, since: null, arrivedAt: null } as const;

export const staffRoom = (people: StaffPerson[], more: Partial<StaffRoom> = {}): StaffRoom =>
  ({
    now: '2026-11-20T00:30:00.000Z',
    timeZone: 'Asia/Shanghai',
    classroomId: uuid(900),
    rooms: [{ classroomId: uuid(901), name: '桃花班' }],
    children: 0,
    staff: people.filter(({ state }) => state === 'working').length,
    ratio: { limit: 7, rule: 'standard-20', standard: 7 },
    capacity: { limit: 20, rule: 'standard-19', standard: 20 },
    isRecorded: true,
    people,
    ...more,
  }) as StaffRoom;

/** A room's server that also says who works. */
export class StaffedServer extends RoomServer {
  staffRoom: StaffRoom;

  constructor(shown: Room, staff: StaffRoom) {
    super(shown);
    this.staffRoom = staff;
  }

  override read(path: string): unknown {
    return path.includes('/api/staffing/') ? this.staffRoom : super.read(path);
  }
}
