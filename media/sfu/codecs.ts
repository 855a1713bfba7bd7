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

/** The same for every router, so a browser loads them once. */
export const ROUTER_CAPABILITIES = ortc.generateRouterRtpCapabilities(ROUTER_CODECS);

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
