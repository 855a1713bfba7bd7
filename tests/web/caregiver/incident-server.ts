import { IncidentDetails, NO_DETAILS } from '#contract/incident-details.ts';
import { IncidentFile, type IncidentLine } from '#contract/incident-file.ts';
import type { StaffRoom } from '#contract/staffing.ts';
import { mergeDetails } from '#contract/merge-details.ts';
import { child, room, RoomServer, uuid } from './room-server.ts';

export const INCIDENT = uuid(950);
const AT = new Date().toISOString();

export const line = (n: number, kind: IncidentLine['kind'], more: object = {}): IncidentLine =>
  ({
    ...{ stepId: uuid(960 + n), kind, at: AT, happenedAt: AT, by: '王丽', childId: null, guardianId: null },
    ...{ isReached: null, text: '', signature: null, ...more },
  }) as IncidentLine;

/** A room with one incident of two of its children: what is written of it is there at the next reading. */
export class IncidentServer extends RoomServer {
  details = NO_DETAILS;
  id = INCIDENT;
  state = 'draft';
  isReturned = false;
  kind = 'bite';
  lines: IncidentLine[] = [line(0, 'flagged')];
  /** Whether there is one from the beginning. */
  isListed = true;
  /** More of them, as the list of open ones has them. */
  others: object[] = [];
  /** Who works in the room, where it is said. */
  staffRoom: StaffRoom | null = null;
  /** The list alone cannot be read. */
  isListAway = false;
  /** Without an answer, as behind a network that is gone. */
  isAway = false;

  constructor() {
    super(room([child(2, '赵可心', 'present'), child(3, '王梓萱', 'present'), child(4, '陈果', 'present')]));
    this.answer = ({ body }) => (this.isAway ? 'away' : this.take(body));
  }

  private take(body: Record<string, unknown>) {
    if (Array.isArray(body['childIds'])) {
      this.id = String(body['incidentId']);
      this.isListed = true;
    }
    if (body['kind'] === 'detailed') {
      const [base, mine] = [body['base'], body['details']].map((each) => IncidentDetails.parse(each));
      if (base && mine) this.details = mergeDetails(base, mine, this.details);
    }
    if (body['kind'] === 'submitted') this.state = 'in-review';
    if (body['kind'] === 'called') this.lines = [...this.lines, line(5, 'called', body)];
    return { status: 200, body: { incidentId: this.id, number: '2026-1120-01', state: this.state } };
  }

  override read(path: string): unknown {
    const now = new Date().toISOString();
    const todo = { now, timeZone: 'Asia/Shanghai', classroomId: uuid(900), sleepCheckMinutes: 10 };
    if (path.startsWith('/api/todo')) return { ...todo, alerts: [], tasks: [], sleep: null };
    if (path.startsWith('/api/incidents/open') && this.isListAway) throw new TypeError('Failed to fetch');
    if (path.startsWith('/api/incidents/open'))
      return { incidents: [...(this.isListed ? [this.row()] : []), ...this.others] };
    if (this.staffRoom && path.includes('/api/staffing/')) return this.staffRoom;
    return path === `/api/incidents/${this.id}` ? this.file() : super.read(path);
  }

  row() {
    const ofChildren = [
      { childId: uuid(2), name: '赵可心' },
      { childId: uuid(3), name: '王梓萱' },
    ];
    return {
      ...{ incidentId: this.id, number: '2026-1120-01', kind: this.kind, isGrave: this.kind === 'burn' },
      ...{ state: this.state, siteId: uuid(902), classroomId: uuid(900), classroomName: '海棠班' },
      ...{
        children: ofChildren,
        happenedAt: AT,
        recordedAt: AT,
        by: '王丽',
        isAuthorConfirmed: true,
        isSigned: false,
        isReturned: this.isReturned,
        isCallDue: false,
        due: [],
      },
    };
  }

  private file() {
    const families = this.row().children.map(({ childId, name }) => ({
      ...{ childId, name, nickname: '', portrait: null, answer: 'awaited' },
      guardians: [{ userId: uuid(600), name: '苏日娜', relation: '妈妈', phone: '138 0000 6213', portrait: null }],
      view: {
        ...{ incidentId: this.id, childId, childName: name, number: '1', kind: this.kind, isGrave: false },
        ...{ classroomName: '海棠班', happenedAt: AT, publishedAt: null, calledAt: null, injury: null, marks: [] },
        ...{ told: '', addenda: [], acknowledgedAt: null, photos: [], signed: null, reachedAt: null },
        ...{ timeZone: 'Asia/Shanghai', sitePhone: '' },
      },
    }));
    const staff = [
      { userId: uuid(500), name: '王丽' },
      { userId: uuid(501), name: '李娜' },
    ];
    const { details, lines } = this;
    return IncidentFile.parse({
      ...this.row(),
      details,
      families,
      lines,
      staff,
      photos: [],
      holds: [],
      mayReview: false,
    });
  }
}
