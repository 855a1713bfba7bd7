import type { z } from 'zod';
import type { RecordConsent } from '../contract/people.ts';
import type { ChildId, SiteId, UserId } from '../contract/ids.ts';
import type { AskingUser } from '../platform/asking.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';
import type { Sealer } from '../platform/sealer.ts';
import type { Throttle } from '../platform/throttle.ts';

/** What stands or falls with an entry of the ledger: runs first in its transaction, and what it throws takes all back. */
export type Alongside = (tx: Tx) => Promise<void>;

/** An entry that a guardian makes for their own child. */
export type GuardiansEntry = {
  childId: ChildId;
  siteId: SiteId;
  userId: UserId;
  kind: string;
  given: boolean;
  version: number;
  validUntil: Date | null;
  textId: string | null;
  address: string;
  at: Date;
};

export type ConsentsDeps = {
  db: Db;
  now: Clock;
  onFactsChanged: OnFactsChanged;
  /** Scans at rest. */
  sealer: Sealer;
  /** Per person: a scan costs work and room. */
  scanThrottle: Throttle;
  /** Writes an entry, tells whoever must ask again, and ends the views that it closes. */
  writeGuardiansEntry: (entry: GuardiansEntry, alongside: Alongside) => Promise<number>;
  /** As an administrator records a paper. @throws AppError as the people feature does */
  recordPaper: (
    asking: AskingUser,
    childId: ChildId,
    input: z.output<typeof RecordConsent>,
    paper: { scanId: string; sentAt: Date; alongside: Alongside },
  ) => Promise<number>;
};

export const SCAN_LIMIT = { tries: 40, windowSeconds: 3_600 };
