import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';
import type { OnFactsChanged } from '../platform/effects.ts';

export type EmployerDeps = { db: Db; now: Clock; onFactsChanged: OnFactsChanged };
