import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database.ts';

export type IncidentDeps = { db: Db; now: Clock };
