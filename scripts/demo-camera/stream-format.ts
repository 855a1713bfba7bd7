/** What a demo camera sends. Every number here is a property of the encoded loop, so changing one re-makes the cache. */

/** 12.5 pictures a second: a whole number of milliseconds and of 90 kHz ticks. */
export const FRAME_MS = 80;
/** A key frame every two seconds. */
export const GROUP_FRAMES = 25;
/** Twelve seconds, an even number of groups: two key frames in a row never carry the same idr_pic_id. */
export const LOOP_FRAMES = 150;
export const LOOP_SECONDS = (LOOP_FRAMES * FRAME_MS) / 1000;

export const ROOMS = ['haitang', 'qingmiao'] as const;
export type Room = (typeof ROOMS)[number];

export const QUALITIES = ['main', 'sub'] as const;
export type Quality = (typeof QUALITIES)[number];

/** `stripHeight` is the band at the top in which the clock runs; it is never part of the encoded loop. Whole macroblocks. */
export type StreamFormat = { width: number; height: number; stripHeight: number; maxKbps: number };

export const FORMAT: Record<Quality, StreamFormat> = {
  main: { width: 1280, height: 720, stripHeight: 64, maxKbps: 3000 },
  sub: { width: 640, height: 360, stripHeight: 32, maxKbps: 600 },
};
