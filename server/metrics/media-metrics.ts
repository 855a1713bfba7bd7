import { Counter, Gauge, type Registry } from 'prom-client';
import type { MediaStats } from '#media';

/** How views began at the media node, and how many it holds; none while it is away. Counted anew when the node restarts. */
export function readMedia(registry: Registry, stats: () => Promise<MediaStats>): void {
  const registers = [registry];
  // The three ask at once when somebody reads the numbers: one answer serves them.
  let asking: Promise<MediaStats | null> | null = null;
  const now = () =>
    (asking ??= stats()
      .catch(() => null)
      .finally(() => (asking = null)));
  new Gauge({
    name: 'kanwa_media_views',
    help: 'Views that the media node holds, of all servers',
    registers,
    async collect() {
      this.reset();
      const told = await now();
      if (told) this.set(told.openViews);
      else this.remove();
    },
  });
  new Counter({
    name: 'kanwa_media_fast_starts_total',
    help: 'Views that began at once, from a stream of their own',
    registers,
    async collect() {
      this.reset();
      this.inc((await now())?.fastStarts ?? 0);
    },
  });
  new Counter({
    name: 'kanwa_media_plain_starts_total',
    help: 'Views that began with the next key frame, by why',
    labelNames: ['reason'],
    registers,
    async collect() {
      this.reset();
      const told = await now();
      for (const [reason, count] of Object.entries(told?.plainStarts ?? {})) this.inc({ reason }, count);
    },
  });
}
