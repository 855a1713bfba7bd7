import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Something with a file that this browser keeps until the server has it. `owner`: the tablet, or who signed in. */
type KeptFile = { id: string; owner: string; keptAt: number; file: Blob };
interface Files extends DBSchema {
  waiting: { key: string; value: KeptFile & Record<string, unknown> };
}

/** A tablet that nobody pairs again keeps nothing longer: nobody would send it any more. */
const OF_OTHERS_FOR_MS = 24 * 3_600_000;

let opened: Promise<IDBPDatabase<Files>> | undefined;
const files = (): Promise<IDBPDatabase<Files>> =>
  (opened ??= openDB<Files>('kanwa-files', 1, {
    upgrade: (db) => void db.createObjectStore('waiting', { keyPath: 'id' }),
    terminated: () => (opened = undefined),
  }));

/**
 * Files over a reload and a closed tab. Every call rejects where the browser keeps nothing: in a private window, or when it is
 * full. What it gives back is as some version of this page has put it in.
 */
export const keptFiles = {
  async of(owner: string): Promise<unknown[]> {
    const db = await files();
    const all = await db.getAll('waiting');
    const isLeft = (each: KeptFile): boolean =>
      each.owner !== owner && Math.abs(Date.now() - each.keptAt) > OF_OTHERS_FOR_MS;
    await Promise.all(all.filter(isLeft).map(({ id }) => db.delete('waiting', id)));
    return all.filter((each) => each.owner === owner);
  },
  async keep(file: KeptFile): Promise<void> {
    await (await files()).put('waiting', { ...file });
  },
  async has(id: string): Promise<boolean> {
    return (await (await files()).count('waiting', id)) > 0;
  },
  async forget(id: string): Promise<void> {
    await (await files()).delete('waiting', id);
  },
  /** What waits of a tablet goes with it when it is paired anew. */
  async passOn(from: string, to: string): Promise<void> {
    const db = await files();
    const theirs = (await db.getAll('waiting')).filter(({ owner }) => owner === from);
    await Promise.all(theirs.map((file) => db.put('waiting', { ...file, owner: to })));
  },
  async eraseOf(owner: string): Promise<void> {
    const db = await files();
    const theirs = (await db.getAll('waiting')).filter((file) => file.owner === owner);
    await Promise.all(theirs.map(({ id }) => db.delete('waiting', id)));
  },
};
export type KeptFiles = Pick<typeof keptFiles, 'of' | 'keep' | 'has' | 'forget'>;

/** For who erases or passes on beside other things: a browser that keeps no files has none to erase. */
export const ofFiles = (doing: Promise<void>): void => void doing.catch(() => undefined);
