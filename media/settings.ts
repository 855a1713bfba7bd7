import { availableParallelism } from 'node:os';
import { z } from 'zod';

/** All that a media node needs to be told; the same structure in this process and in a node of its own. */
export const MediaSettings = z.object({
  /** mediasoup workers, one core each. About 220 viewers of a 1.5 Mbit/s picture fill one. */
  workers: z.number().int().min(1).max(64).default(availableParallelism),
  /** Where viewers' packets are received; `0.0.0.0` for every network card. */
  listenIp: z.ipv4().default('127.0.0.1'),
  /** Addresses or names under which browsers reach this machine, the best first. All share the same port. */
  announcedAddresses: z.array(z.string().min(1)).min(1).default(['127.0.0.1']),
  /** Worker i listens on this port + i, UDP and TCP. 0: any free port (tests). */
  rtcPortBase: z.number().int().min(0).max(65_000).default(0),
  /** Age at which a camera's poster is taken anew. */
  posterEveryMs: z.number().int().min(200).max(60_000).default(5_000),
  /** Where ONVIF devices are asked: WS-Discovery over UDP, and their device service. Other ports are for tests. */
  onvif: z
    .object({ discoveryPort: z.number().int().min(1).max(65_535), httpPort: z.number().int().min(1).max(65_535) })
    .default({ discoveryPort: 3_702, httpPort: 80 }),
  ffmpegPath: z.string().default('ffmpeg'),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type MediaSettings = z.infer<typeof MediaSettings>;
/** As written by whoever starts a node: what is left out has its default. */
export type GivenMediaSettings = z.input<typeof MediaSettings>;
