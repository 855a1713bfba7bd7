import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A door in front of a PostgreSQL that a test can shut: what is connected breaks, and nothing new gets through. */
export class SeveredDatabase {
  /** The database's address through this door. */
  readonly url: string;
  /** Connections that came and were turned away while it was shut, by the instant in ms. */
  readonly turnedAway: number[] = [];
  readonly #server: Server;
  readonly #open: Set<Socket>;
  #behind: URL;
  #isShut = false;

  private constructor(server: Server, url: string, behind: URL, open: Set<Socket>) {
    this.#server = server;
    this.url = url;
    this.#behind = behind;
    this.#open = open;
  }

  static async before(databaseUrl: string): Promise<SeveredDatabase> {
    const behind = new URL(databaseUrl);
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket.on('error', () => undefined).on('close', () => open.delete(socket)));
      door.#enter(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const front = new URL(databaseUrl);
    front.hostname = '127.0.0.1';
    front.port = String((server.address() as AddressInfo).port);
    const door = new SeveredDatabase(server, front.href, behind, open);
    return door;
  }

  /** Connections through it now. */
  get connections(): number {
    return this.#open.size;
  }

  shut(): void {
    this.#isShut = true;
    for (const socket of this.#open) socket.destroy();
  }

  /** The same database runs at another address now. */
  leadTo(databaseUrl: string): void {
    this.#behind = new URL(databaseUrl);
  }

  reopen(): void {
    this.#isShut = false;
  }

  async close(): Promise<void> {
    this.shut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #enter(socket: Socket): void {
    if (this.#isShut) {
      this.turnedAway.push(performance.now());
      socket.destroy();
      return;
    }
    const behind = connect(Number(this.#behind.port), this.#behind.hostname).on('error', () => socket.destroy());
    socket.on('close', () => behind.destroy());
    behind.on('close', () => socket.destroy());
    socket.pipe(behind).pipe(socket);
  }
}
