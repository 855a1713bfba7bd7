import type { Server as HttpServer } from 'node:http';
import type { Router } from 'express';
import type { Logger } from 'pino';
import type { MediaNode } from '#media';
import type { TurnSettings } from '../live/turn-access.ts';
import type { AdminSecondFactor } from '../contract/second-factor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { DeriveKey } from '../platform/master-key.ts';
import type { NotificationSettings } from '../notifications/notification-settings.ts';

export type AppDeps = {
  http: HttpServer;
  database: Database;
  /** For the connection that listens; the pool's are lent out and taken back. */
  databaseUrl: string;
  media: MediaNode;
  deriveKey: DeriveKey;
  now: Clock;
  log: Logger;
  settings: {
    isHttps: boolean;
    areCookiesSecure: boolean;
    origins: string[];
    trustedProxies: string[];
    /** What opens /metrics; null: nothing does. */
    metricsToken: string | null;
    adminSecondFactor: AdminSecondFactor;
    notifications: NotificationSettings;
    /** The relay for viewers behind walls; null: there is none. */
    turn: TurnSettings | null;
  };
  /** Of the demo nursery; none in an installation. */
  openRoutes: Router[];
};
