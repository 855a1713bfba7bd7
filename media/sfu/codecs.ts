import { ortc, type types } from 'mediasoup';

/** Written into every packet of every camera; a router holds one camera, so they never meet. */
export const PAYLOAD_TYPE = 112;
export const SSRC = { main: 0x0ca30001, sub: 0x0ca30002 } as const;

/**
 * Announced whatever the camera's profile is. Matching is strict and browsers offer few profiles, while their decoders
 * read the real one from the SPS: Main and High were seen to play under this name.
 */
const H264_PARAMETERS = { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 };

export const ROUTER_CODECS: types.RouterRtpCodecCapability[] = [
  { kind: 'video', mimeType: 'video/H264', clockRate: 90_000, parameters: H264_PARAMETERS },
];

const CONGESTION_FEEDBACK: ReadonlySet<string> = new Set(['transport-cc', 'goog-remb']);
const CONGESTION_EXTENSION = /transport-wide-cc|abs-send-time/;

/** The same for every router, so a browser loads them once. */
export const ROUTER_CAPABILITIES = withoutCongestionControl(ortc.generateRouterRtpCapabilities(ROUTER_CODECS));

/**
 * A camera's stream is sent as it is, or its small one instead, which the browser asks for by what it sees: nothing here would act on
 * an estimate of the line. Asked for all the same, it costs every viewer's packets an extension and reports of their own, and probes.
 */
function withoutCongestionControl(all: types.RtpCapabilities): types.RtpCapabilities {
  const codecs = (all.codecs ?? []).map((codec) => ({
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => !CONGESTION_FEEDBACK.has(type)),
  }));
  const headerExtensions = (all.headerExtensions ?? []).filter(({ uri }) => !CONGESTION_EXTENSION.test(uri));
  return { codecs, headerExtensions };
}

/** A camera cannot be asked to repeat a packet or to send a key frame, hence no feedback. */
export function cameraRtpParameters(ssrc: number): types.RtpParameters {
  return {
    codecs: [
      {
        mimeType: 'video/H264',
        payloadType: PAYLOAD_TYPE,
        clockRate: 90_000,
        parameters: H264_PARAMETERS,
        rtcpFeedback: [],
      },
    ],
    encodings: [{ ssrc }],
  };
}
