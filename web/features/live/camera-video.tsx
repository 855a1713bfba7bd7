import { useEffect, useRef } from 'react';
import { useWords } from '../../shared/words/book.ts';
import type { ShownFrame } from './changeover.ts';
import type { HttpsPicture } from './https-picture.ts';
import { liveWords } from './words.ts';

export type CameraVideoProps = {
  stream: MediaStream | HttpsPicture;
  dimmed: boolean;
  /** One of several of the same picture: another one is read out. */
  isBeside?: boolean;
  onFrame: (stream: MediaStream | HttpsPicture, frame: ShownFrame) => void;
};

/** The moving picture. Says of every frame that the browser shows; leaves nothing in the element when it goes. */
export function CameraVideo({ stream, dimmed, isBeside = false, onFrame }: CameraVideoProps) {
  const say = useWords(liveWords);
  const ref = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const video = ref.current;
    if (!video) return undefined;
    const takeAway = show(stream, video);
    const stopWatching = watchFrames(video, (frame) => onFrame(stream, frame));
    return () => {
      stopWatching();
      if (document.pictureInPictureElement === video) void document.exitPictureInPicture().catch(() => undefined);
      takeAway();
    };
  }, [stream, onFrame]);
  return (
    <video
      ref={ref}
      className={dimmed ? 'live-video live-video-dimmed' : 'live-video'}
      aria-label={say('picture')}
      aria-hidden={isBeside}
      autoPlay
      muted
      playsInline
      controlsList="nodownload noremoteplayback"
      disableRemotePlayback
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}

/** @returns how to leave nothing of it in the element */
function show(stream: CameraVideoProps['stream'], video: HTMLVideoElement): () => void {
  if ('showIn' in stream) return stream.showIn(video);
  video.srcObject = stream;
  // Muted and inline, so browsers let it start; where one does not, the first tap does.
  video.play().catch(() => undefined);
  return () => (video.srcObject = null);
}

function watchFrames(video: HTMLVideoElement, onFrame: (frame: ShownFrame) => void): () => void {
  if (!('requestVideoFrameCallback' in video)) {
    // An old browser: its clock moves only while frames come.
    const old = video as HTMLVideoElement;
    const onTime = () => onFrame(null);
    old.addEventListener('timeupdate', onTime);
    return () => old.removeEventListener('timeupdate', onTime);
  }
  let handle = 0;
  const next: VideoFrameRequestCallback = (atMs, { rtpTimestamp }) => {
    onFrame(rtpTimestamp === undefined ? null : { rtpTimestamp, atMs });
    handle = video.requestVideoFrameCallback(next);
  };
  handle = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(handle);
}
