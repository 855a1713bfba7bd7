import { parse, type MediaDescription } from 'sdp-transform';
import { RtspFault } from './rtsp-fault.ts';

/** The one track we take of a camera. */
export type VideoTrack = {
  payloadType: number;
  /** As in the SDP; undefined when it says nothing. */
  control: string | undefined;
  /** `a=control` of the whole session. */
  sessionControl: string | undefined;
  /** SPS and PPS from `sprop-parameter-sets`; empty when the camera sends them in band only. */
  parameterSets: readonly Buffer[];
  /** The camera offers sound as well; it is never set up. */
  hasSound: boolean;
};

const MAX_PARAMETER_SET_BYTES = 1_000;
const MAX_PARAMETER_SETS = 8;

/** Finds the H.264 track in a description. @throws RtspFault 'no-video', 'codec-h265' or 'codec-unsupported'. */
export function videoTrackIn(sdp: string): VideoTrack {
  const description = parse(sdp);
  const videos = description.media.filter((media) => media.type === 'video');
  const found = videos.flatMap((media) => {
    const payloadType = media.rtp.find(
      ({ codec, rate }) => isCodec(codec, ['H264']) && (rate ?? 90_000) === 90_000,
    )?.payload;
    return payloadType === undefined ? [] : [{ media, payloadType }];
  })[0];
  if (!found) throw new RtspFault(faultOfCodecs(videos));
  return {
    payloadType: found.payloadType,
    control: asText(found.media.control),
    sessionControl: asText(description.control),
    parameterSets: parameterSetsIn(found.media, found.payloadType),
    hasSound: description.media.some(({ type }) => type === 'audio'),
  };
}

function faultOfCodecs(videos: readonly MediaDescription[]) {
  if (videos.length === 0) return 'no-video';
  const codecs = videos.flatMap((media) => media.rtp.map(({ codec }) => codec));
  return codecs.some((codec) => isCodec(codec, ['H265', 'HEVC'])) ? 'codec-h265' : 'codec-unsupported';
}

const isCodec = (codec: string, names: readonly string[]) => names.includes(asText(codec)?.toUpperCase() ?? '');

// The parser turns whatever looks like a number into one (`a=control:0`), whatever its types say.
const asText = (value: string | number | undefined) => (value === undefined ? undefined : String(value));

function parameterSetsIn(media: MediaDescription, payloadType: number): Buffer[] {
  const config = media.fmtp.find(({ payload }) => payload === payloadType)?.config;
  const sprop = /sprop-parameter-sets\s*=\s*([^;\s]+)/i.exec(asText(config) ?? '')?.[1] ?? '';
  return sprop
    .split(',', MAX_PARAMETER_SETS)
    .map((text) => Buffer.from(text, 'base64'))
    .filter((nal) => nal.length > 3 && nal.length <= MAX_PARAMETER_SET_BYTES);
}
