import { z } from 'zod';
import { UserId } from '#contract/ids.ts';
import { randomId } from '../../shared/random-id.ts';
import { createStore } from '../../shared/store.ts';

/** What the tabs of this browser say to one another. Said by one person to themselves: another's tab does not answer. */
const Said = z.discriminatedUnion('said', [
  z.object({ said: z.literal('who-watches'), person: UserId, from: z.string() }),
  z.object({ said: z.literal('i-watch'), person: UserId, from: z.string(), to: z.string() }),
  z.object({ said: z.literal('stop'), person: UserId, from: z.string(), to: z.string() }),
  z.object({ said: z.literal('stopped'), person: UserId, from: z.string(), to: z.string() }),
]);
type Said = z.infer<typeof Said>;

export type TabChannel = Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>;

type OtherTabsDeps = {
  /** Null where tabs cannot speak to one another. */
  openChannel: () => TabChannel | null;
  /** Null on a room's tablet, where nobody has a second picture. */
  person: () => UserId | null;
  isWatching: () => boolean;
  /** Resolves when the server knows that this tab's picture has ended. */
  stopOwn: () => Promise<void>;
  /** The other picture has ended: this one may be opened. */
  onStopped: () => void;
};

/**
 * One's own picture in another tab of this browser: found, and stopped on request. Each tab ends its own view; a view on
 * another machine answers nothing here.
 */
export class OtherTabs {
  /** The tab that has said it watches; null while none has. */
  readonly watching = createStore<string | null>(null);
  readonly #deps: OtherTabsDeps;
  readonly #id = randomId();
  #channel: TabChannel | null = null;

  constructor(deps: OtherTabsDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#channel ??= this.#deps.openChannel();
    if (this.#channel) this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => this.#heard(data);
  }

  stop(): void {
    this.#channel?.close();
    this.#channel = null;
    this.watching.set(null);
  }

  /** Asks who watches; the answer comes in `watching`. */
  look(): void {
    this.#say({ said: 'who-watches' });
  }

  forget(): void {
    this.watching.set(null);
  }

  stopOther(): void {
    const to = this.watching.get();
    if (to !== null) this.#say({ said: 'stop', to });
  }

  #heard(data: unknown): void {
    const { data: told } = Said.safeParse(data);
    if (!told || told.person !== this.#deps.person() || ('to' in told && told.to !== this.#id)) return;
    switch (told.said) {
      case 'who-watches':
        if (this.#deps.isWatching()) this.#say({ said: 'i-watch', to: told.from });
        break;
      case 'i-watch':
        this.watching.set(told.from);
        break;
      case 'stop':
        void this.#deps.stopOwn().then(() => this.#say({ said: 'stopped', to: told.from }));
        break;
      case 'stopped':
        this.watching.set(null);
        this.#deps.onStopped();
    }
  }

  #say(what: { said: 'who-watches' } | { said: Exclude<Said['said'], 'who-watches'>; to: string }): void {
    const person = this.#deps.person();
    if (person !== null) this.#channel?.postMessage({ ...what, person, from: this.#id });
  }
}
