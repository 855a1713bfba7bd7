import mp4 from 'mux.js/cjs/mp4/mp4-generator.js';
import { NAL } from '../ingest/h264.ts';
import { parseSps } from '../ingest/sps.ts';
import type { AccessUnit } from './access-units.ts';

/** What a browser needs before the first part of a picture, and again when it changes its size. */
export type Init = { bytes: Uint8Array; type: string; parameterSets: readonly Buffer[] };

/** A picture with the time until the next one, in ticks of 1/90,000 s. */
export type TimedUnit = AccessUnit & { decodedAt: number; ticks: number };

const TRACK_ID = 1;
const NAL_LENGTH_BYTES = 4;

/** @returns null when the parameter sets do not describe a picture */
export function initOf(parameterSets: readonly Buffer[]): Init | null {
  const sps = parameterSets.filter((nal) => typeOf(nal) === NAL.sps);
  const pps = parameterSets.filter((nal) => typeOf(nal) === NAL.pps);
  const format = sps[0] && parseSps(sps[0]);
  if (!format || pps.length === 0) return null;
  const { profileLevelId, widthPx, heightPx } = format;
  const [profileIdc = 0, profileCompatibility = 0, levelIdc = 0] = Buffer.from(profileLevelId, 'hex');
  const size = { width: widthPx, height: heightPx };
  const profile = { profileIdc, profileCompatibility, levelIdc };
  return {
    bytes: mp4.initSegment([{ type: 'video', id: TRACK_ID, ...size, ...profile, sps, pps }]),
    type: `video/mp4; codecs="avc1.${profileLevelId}"`,
    parameterSets,
  };
}

/** Pictures that follow one another, as one `moof` and `mdat`. */
export function fragmentOf(sequence: number, units: readonly TimedUnit[]): Buffer {
  const bodies = units.map(({ slices }) => Buffer.concat(slices.flatMap((nal) => [lengthOf(nal), nal])));
  const samples = units.map((unit, i) => ({
    duration: unit.ticks,
    size: bodies[i]?.length ?? 0,
    compositionTimeOffset: unit.at - unit.decodedAt,
    flags: flagsOf(unit),
  }));
  const baseMediaDecodeTime = units[0]?.decodedAt ?? 0;
  const track = { ...NO_FORMAT, type: 'video' as const, id: TRACK_ID, baseMediaDecodeTime, samples };
  return Buffer.concat([mp4.moof(sequence, [track]), mp4.mdat(Buffer.concat(bodies))]);
}

/** A fragment says nothing of them; the init has. */
const NO_FORMAT = { width: 0, height: 0, profileIdc: 0, profileCompatibility: 0, levelIdc: 0, sps: [], pps: [] };

const typeOf = (nal: Buffer) => (nal[0] ?? 0) & 0x1f;

function lengthOf(nal: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(NAL_LENGTH_BYTES);
  bytes.writeUInt32BE(nal.length);
  return bytes;
}

/** Whether decoding can begin here (ISO/IEC 14496-12, 8.8.3.1). */
const flagsOf = ({ isKey }: TimedUnit) => ({
  isLeading: 0,
  dependsOn: isKey ? 2 : 1,
  isDependedOn: 0,
  hasRedundancy: 0,
  paddingValue: 0,
  isNonSyncSample: isKey ? 0 : 1,
  degradationPriority: 0,
});
