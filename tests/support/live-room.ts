import { localDay } from '../../server/platform/calendar.ts';
import type { ChildId, UserId } from '../../server/contract/ids.ts';
import type { AdminSecondFactor } from '../../server/contract/second-factor.ts';
import type { LiveViewOpened } from '../../server/contract/live.ts';
import { checkInChild, makeNursery, usernameOf, type Nursery } from './nursery.ts';
import { connectSocket, signInAt, startServerWithFakeMedia, type Person, type TestSocket } from './test-server.ts';
import { until } from './until.ts';

export type Visitor = { person: Person; socket: TestSocket };
type Server = Awaited<ReturnType<typeof startServerWithFakeMedia>>;

/** A nursery with its server over a fake media node, and people who come to watch the toddlers' room. */
export class LiveRoom {
  readonly server: Server;
  readonly nursery: Nursery;
  readonly #usernames: ReadonlyMap<string, string>;
  readonly #now: () => Date;
  readonly #sockets: TestSocket[] = [];

  private constructor(server: Server, nursery: Nursery, usernames: ReadonlyMap<string, string>, now: () => Date) {
    this.server = server;
    this.nursery = nursery;
    this.#usernames = usernames;
    this.#now = now;
  }

  /** @param now the server's clock, and that of who arrives */
  static async open(now: () => Date = () => new Date(), adminSecondFactor?: AdminSecondFactor): Promise<LiveRoom> {
    const server = await startServerWithFakeMedia(now, adminSecondFactor);
    const nursery = await makeNursery(server.database.db);
    const users = await server.database.db.user.findMany({ select: { id: true, username: true } });
    const { toddlerCameraId, seniorCameraId, otherCameraId } = nursery;
    for (const cameraId of [toddlerCameraId, seniorCameraId, otherCameraId]) server.media.setPhase(cameraId, 'live');
    return new LiveRoom(server, nursery, new Map(users.map(({ id, username }) => [id, username])), now);
  }

  get camera() {
    return this.nursery.toddlerCameraId;
  }

  signIn(userId: UserId): Promise<Person> {
    return signInAt(this.server, this.#usernames.get(userId) ?? usernameOf(userId));
  }

  async come(userId: UserId): Promise<Visitor> {
    const person = await this.signIn(userId);
    const socket = await connectSocket(this.server, person.token);
    this.#sockets.push(socket);
    return { person, socket };
  }

  openView(socket: TestSocket, cameraId: string = this.camera, more: object = {}): Promise<LiveViewOpened> {
    return socket.ask<LiveViewOpened>('live:open', { cameraId, canReceive: {}, ...more });
  }

  startView(socket: TestSocket, viewId: string): Promise<null> {
    return socket.ask('live:start', { viewId, dtls: { fingerprints: [{ algorithm: 'sha-256', value: 'AA' }] } });
  }

  /** 朵朵's mother, with the picture flowing. */
  async watching(): Promise<Visitor & { viewId: string }> {
    const mother = await this.come(this.nursery.duoduo.guardianId);
    const { viewId } = await this.openView(mother.socket);
    await this.startView(mother.socket, viewId);
    return { ...mother, viewId };
  }

  async checkIn(childId: ChildId): Promise<void> {
    const { toddlerRoomId: classroomId, caregiverId: actorId } = this.nursery;
    const at = this.#now();
    await checkInChild(this.server.database.db, {
      childId,
      classroomId,
      actorId,
      at,
      day: localDay(at, 'Asia/Shanghai'),
    });
  }

  sessionRow(id: string) {
    return this.server.database.db.viewingSession.findUniqueOrThrow({ where: { id } });
  }

  openRows(): Promise<number> {
    return this.server.database.db.viewingSession.count({ where: { endedAt: null } });
  }

  /** Everybody leaves, and nothing is left of their views. */
  async allLeave(): Promise<void> {
    for (const socket of this.#sockets.splice(0)) socket.close();
    await until('all views are closed', async () => (await this.openRows()) === 0);
  }
}
