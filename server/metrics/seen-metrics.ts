import { Counter, Histogram, type Registry } from 'prom-client';
import type { LiveSeen } from '../contract/live-seen.ts';

const SECONDS = [0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

/** What browsers say of the pictures they show. @returns what takes one of their messages */
export function countSeen(registry: Registry): (seen: LiveSeen) => void {
  const registers = [registry];
  const firstPicture = new Histogram({
    name: 'kanwa_first_picture_seconds',
    help: 'From the click to the first picture, as browsers tell it, by the way of the packets and how the picture began',
    labelNames: ['way', 'start'],
    buckets: SECONDS,
    registers,
  });
  const stalls = new Counter({
    name: 'kanwa_stalls_total',
    help: 'How often a picture stood still for 2 s or more, as browsers tell it',
    registers,
  });
  const stalled = new Counter({
    name: 'kanwa_stalled_seconds_total',
    help: 'For how long pictures stood still, as browsers tell it',
    registers,
  });
  return (seen) => {
    if (seen.what === 'first-picture') {
      firstPicture.observe({ way: seen.way, start: seen.start }, seen.ms / 1_000);
      return;
    }
    stalls.inc();
    stalled.inc(seen.seconds);
  };
}
