import type { MediaStats } from '#media';
import type { EventType } from '../contract/events.ts';
import type { LiveSeen } from '../contract/live-seen.ts';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { readMedia } from './media-metrics.ts';
import { countSeen } from './seen-metrics.ts';

/** What the service counts of itself, for Prometheus. Ids of people, children and cameras are never labels. */
export type Metrics = {
  /** In Prometheus' text format. */
  text: () => Promise<string>;
  contentType: string;
  /** Views as the server sees them. `reason` is the rule's own, finer than what a parent is told. */
  live: {
    opened: (tookSeconds: number) => void;
    refused: (reason: string) => void;
    ended: (reason: string) => void;
  };
  /** What a browser says it has shown. */
  seen: (seen: LiveSeen) => void;
  /** From the commit's own clock to the moment at which everybody who may know was told. */
  eventTold: (type: string, lagSeconds: number) => void;
  /** Asked when somebody reads the numbers. */
  now: (reading: Readings) => void;
};

/** What stands at this moment; a reading that fails leaves its number out. */
export type Readings = {
  viewers: () => number;
  sockets: () => number;
  /** How many cameras are in each phase. */
  cameras: () => Promise<Readonly<Record<string, number>>>;
  media: () => Promise<MediaStats>;
};

/** A number that grows by one would say that somebody has reported suspected abuse. */
const NOT_COUNTED: ReadonlySet<string> = new Set<EventType>(['concern:changed']);
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'kanwa_' });
  const openings = new Histogram({
    name: 'kanwa_live_open_seconds',
    help: 'Server time from a request to watch to its offer, of views that opened',
    buckets: SECONDS,
    registers,
  });
  const refusals = counter('kanwa_live_refusals_total', 'Requests to watch that the viewing rule refused', 'reason');
  const ends = counter('kanwa_live_ends_total', 'Views that ended, by what ended them', 'reason');
  const lag = new Histogram({
    name: 'kanwa_event_lag_seconds',
    help: 'From the moment an event was written to the moment its recipients were told',
    labelNames: ['type'],
    buckets: SECONDS,
    registers,
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    live: {
      opened: (tookSeconds) => openings.observe(tookSeconds),
      refused: (reason) => refusals.inc({ reason }),
      ended: (reason) => ends.inc({ reason }),
    },
    seen: countSeen(registry),
    eventTold: (type, lagSeconds) => {
      if (!NOT_COUNTED.has(type)) lag.observe({ type }, Math.max(0, lagSeconds));
    },
    now: (readings) => read(registry, readings),
  };

  function counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return new Counter({ name, help, labelNames: [label], registers });
  }
}

function read(registry: Registry, { viewers, sockets, cameras, media }: Readings): void {
  readMedia(registry, media);
  const registers = [registry];
  new Gauge({
    name: 'kanwa_viewers',
    help: 'Views that are open now on this server',
    registers,
    collect() {
      this.set(viewers());
    },
  });
  new Gauge({
    name: 'kanwa_sockets',
    help: 'Connected pages and tablets of this server',
    registers,
    collect() {
      this.set(sockets());
    },
  });
  new Gauge({
    name: 'kanwa_cameras',
    help: 'Cameras by phase; none while media is away',
    labelNames: ['phase'],
    registers,
    async collect() {
      this.reset();
      const phases = await cameras().catch(() => ({}));
      for (const [phase, count] of Object.entries(phases)) this.set({ phase }, count);
    },
  });
}
