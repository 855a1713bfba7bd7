import { randomUUID } from 'node:crypto';
import type { ImportError } from '../contract/imports.ts';
import type { ClassroomKind } from '../contract/people.ts';
import type { ImportRow, Session } from './import-row.ts';
import type { Known, KnownRoom, KnownSite } from './known.ts';
import { errorAt } from './plan-parts.ts';

/** 托育机构设置标准 19–20. For the other kinds it names no ratio, so nobody but the nursery can. */
const STANDARD: Partial<Record<ClassroomKind, { capacity: number; ratio: number }>> = {
  infant: { capacity: 10, ratio: 3 },
  toddler: { capacity: 15, ratio: 5 },
  senior: { capacity: 20, ratio: 7 },
};

export type NewRoom = KnownRoom & { ratio: number; firstRow: ImportRow };
export type NewSite = KnownSite & { firstRow: ImportRow };

/** Sites and rooms by their names; a name that nobody has yet becomes a new one, which counts only if a child uses it. */
export class Places {
  readonly newSites = new Map<string, NewSite>();
  readonly newRooms = new Map<string, NewRoom>();
  readonly #known: Known;
  readonly #sitesByName: Map<string, KnownSite[]>;
  readonly #roomsByName: Map<string, KnownRoom[]>;

  constructor(known: Known) {
    this.#known = known;
    this.#sitesByName = Map.groupBy(known.sites, ({ name }) => name);
    this.#roomsByName = Map.groupBy(known.rooms, ({ siteId, name }) => keyOf(siteId, name));
  }

  /** The site that the row names; the chosen one when it names none. */
  site(row: ImportRow): KnownSite | ImportError {
    const chosen = this.#known.sites.find(({ id }) => id === this.#known.chosenSiteId) as KnownSite;
    if (row.site === null) return chosen;
    const found = this.#sitesByName.get(row.site) ?? [];
    if (found.length > 1) return errorAt(row, 'site', 'site-several');
    if (found[0]) return found[0];
    if (!this.#known.mayAddSites) return errorAt(row, 'site', 'site-unknown');
    const added = this.newSites.get(row.site) ?? { ...chosen, id: randomUUID(), name: row.site, firstRow: row };
    this.newSites.set(row.site, added);
    return added;
  }

  room(row: ImportRow, session: Session, siteId: string): KnownRoom | ImportError {
    const found = this.#roomsByName.get(keyOf(siteId, session.room)) ?? [];
    if (found.length > 1) return errorAt(row, 'room', 'room-several');
    const room = found[0] ?? this.newRooms.get(keyOf(siteId, session.room));
    if (room === undefined) return this.#newRoom(row, session, siteId);
    const isOther = session.roomKind !== null && session.roomKind !== room.kind;
    return isOther ? errorAt(row, 'roomKind', 'room-kind-differs') : room;
  }

  #newRoom(row: ImportRow, { room: name, roomKind: kind }: Session, siteId: string): KnownRoom | ImportError {
    if (kind === null) return errorAt(row, 'roomKind', 'missing');
    const standard = STANDARD[kind];
    if (standard === undefined) return errorAt(row, 'roomKind', 'room-needs-settings');
    const room = { id: randomUUID(), siteId, name, kind, ...standard, enrolled: 0, firstRow: row };
    this.newRooms.set(keyOf(siteId, name), room);
    return room;
  }
}

const keyOf = (siteId: string, name: string): string => `${siteId} ${name}`;
