import { playsPieces } from '../../shared/picture-in-pieces.ts';
import type { StepResult } from './steps.ts';

const PICTURE = { width: 1280, height: 720, bitrate: 1_500_000, framerate: 25 };

/** What this browser can decode: as a live picture, and as one that comes in pieces over HTTPS. */
export async function findDecoder(): Promise<StepResult> {
  const isLive = hasLiveH264() && (await decodesLive());
  const isInPieces = playsPieces();
  if (isLive) return { state: 'ok', said: isInPieces ? 'decoderOk' : 'decoderRtcOnly', codec: 'H.264 720p' };
  if (isInPieces) return { state: 'ok', said: 'decoderHttpsOnly', codec: 'MP4' };
  return { state: 'failed', said: 'decoderFailed' };
}

function hasLiveH264(): boolean {
  if (typeof RTCRtpReceiver === 'undefined') return false;
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  return codecs.some(({ mimeType }) => mimeType.toLowerCase() === 'video/h264');
}

/** Not every browser can be asked this; what it lists it can decode, at some size. */
async function decodesLive(): Promise<boolean> {
  if (!('mediaCapabilities' in navigator)) return true;
  const asked = navigator.mediaCapabilities.decodingInfo({
    type: 'webrtc',
    video: { contentType: 'video/H264', ...PICTURE },
  });
  return asked.then(
    ({ supported }) => supported,
    () => true,
  );
}
