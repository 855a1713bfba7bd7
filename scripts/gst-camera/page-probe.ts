// Runs inside Chromium before the page's own scripts: looks at what the page receives and shows, changes nothing of it,
// but for one thing. A connection that the page closes is kept open for a while: so it is the server that must stop.

export type SeenPicture = {
  framesDecoded: number;
  widthPx: number;
  heightPx: number;
  /** By the browser's clock, which is this machine's; 0 before the first packet. */
  lastPacketAtMs: number;
};

/**
 * A frame that was shown: when, by this machine's clock, the number in its barcode, and how wide it is: each stream counts
 * its own. `isCovered`: the page's still picture lay over it, as over one that hurries towards now.
 */
export type ShownFrame = { atMs: number; number: number; widthPx: number; isCovered: boolean };

export type PageProbe = {
  /** Of the newest connection. */
  picture: () => Promise<SeenPicture | null>;
  /** What the browser says of the newest connection, entry by entry (RTCStatsReport). */
  connection: () => Promise<Record<string, unknown>[]>;
  /** When the page closed its newest connection; null while it has not. */
  closedAtMs: () => number | null;
  /** Frames of whichever video lies on top, for so long. */
  frames: (forMs: number) => Promise<ShownFrame[]>;
  /** Grey values of a part of the picture, all given in shares of it, scaled to so many samples. */
  look: (part: { left: number; top: number; width: number; height: number }, samples: number) => number[];
  /** From the last click to the first frame that nothing covered; null before. */
  clickToPictureMs: () => number | null;
  /** When that click was, and every frame since then of whichever video lay on top. */
  sinceClick: () => { clickedAtMs: number; frames: ShownFrame[] };
};

declare global {
  interface Window {
    probe: PageProbe;
  }
}

// eslint-disable-next-line max-lines-per-function -- it goes into the page as it stands here, with all it needs inside
export function installPageProbe(): void {
  const HELD_OPEN_MS = 4_000;
  const CELLS = 16;
  const BAR_SHARE = 1 / 22.5;
  const connections: { peer: RTCPeerConnection; closedAtMs: number | null }[] = [];
  let clickedAtMs = 0;
  let shown: ShownFrame[] = [];

  const Own = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    readonly entry: { peer: RTCPeerConnection; closedAtMs: number | null };
    constructor(settings?: RTCConfiguration) {
      super(settings);
      this.entry = { peer: this, closedAtMs: null };
      connections.push(this.entry);
    }
    override close(): void {
      this.entry.closedAtMs ??= Date.now();
      setTimeout(() => super.close(), HELD_OPEN_MS);
    }
  };
  document.addEventListener(
    'click',
    (event) => {
      clickedAtMs = performance.timeOrigin + event.timeStamp;
      shown = [];
    },
    true,
  );
  const seen = new WeakSet<HTMLVideoElement>();
  // The page may take the video on top away in this very turn: then it was this frame that a person saw.
  // So it is with what covers it: a page that uncovers it at this frame has shown this frame.
  const noteFrame = (video: HTMLVideoElement, frame: ShownFrame) =>
    setTimeout(() => {
      if (topVideo() === video) shown.push({ ...frame, isCovered: isCovered() });
    });
  const isCovered = () => document.querySelector('.live-poster') !== null;
  const watchVideo = (video: HTMLVideoElement) => {
    if (seen.has(video)) return;
    seen.add(video);
    const onFrame: VideoFrameRequestCallback = (_now, { presentationTime }) => {
      noteFrame(video, shownNow(video, presentationTime));
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  };
  new MutationObserver(() => document.querySelectorAll('video').forEach(watchVideo)).observe(document, {
    childList: true,
    subtree: true,
  });

  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  const greys = (video: HTMLVideoElement, box: [number, number, number, number], columns: number, rows: number) => {
    if (!brush) throw new Error('no canvas');
    canvas.width = columns;
    canvas.height = rows;
    brush.drawImage(video, ...box, 0, 0, columns, rows);
    const { data } = brush.getImageData(0, 0, columns, rows);
    return Array.from({ length: columns * rows }, (_, i) => {
      const [red = 0, green = 0, blue = 0] = data.slice(4 * i, 4 * i + 3);
      return (red + green + blue) / 3;
    });
  };
  const barcode = (video: HTMLVideoElement): number => {
    const { videoWidth: width, videoHeight: height } = video;
    // The middle of the bar alone: its rim is smeared by the encoder.
    const bar: [number, number, number, number] = [0, height * BAR_SHARE * 0.3, width, height * BAR_SHARE * 0.4];
    const cells = greys(video, bar, CELLS * 3, 1);
    return Array.from({ length: CELLS }, (_, cell) => cells[cell * 3 + 1] ?? 0).reduce(
      (number, grey) => number * 2 + (grey > 127 ? 1 : 0),
      0,
    );
  };
  const shownNow = (video: HTMLVideoElement, presentationTime: number): ShownFrame => ({
    atMs: performance.timeOrigin + presentationTime,
    number: barcode(video),
    widthPx: video.videoWidth,
    isCovered: isCovered(),
  });
  /** Others lie below it, while the picture changes from one stream to another. */
  const topVideo = () => [...document.querySelectorAll('video')].at(-1);

  window.probe = {
    picture: async () => {
      const newest = connections.at(-1);
      if (!newest) return null;
      const all = [...(await newest.peer.getStats()).values()] as Record<string, unknown>[];
      const streams = all.filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video');
      const value = (name: string) => Math.max(0, ...streams.map((stream) => Number(stream[name] ?? 0)));
      return {
        framesDecoded: streams.reduce((sum, { framesDecoded = 0 }) => sum + Number(framesDecoded), 0),
        widthPx: value('frameWidth'),
        heightPx: value('frameHeight'),
        lastPacketAtMs: value('lastPacketReceivedTimestamp'),
      };
    },
    connection: async () =>
      [...((await connections.at(-1)?.peer.getStats())?.values() ?? [])] as Record<string, unknown>[],
    closedAtMs: () => connections.at(-1)?.closedAtMs ?? null,
    frames: async (forMs) => {
      const fromMs = Date.now();
      await new Promise((resolve) => setTimeout(resolve, forMs));
      return shown.filter(({ atMs }) => atMs >= fromMs);
    },
    look: ({ left, top, width, height }, samples) => {
      const video = topVideo();
      if (!video) throw new Error('The page shows no picture.');
      const { videoWidth, videoHeight } = video;
      const box: [number, number, number, number] = [
        left * videoWidth,
        top * videoHeight,
        width * videoWidth,
        height * videoHeight,
      ];
      return greys(video, box, samples, 1);
    },
    clickToPictureMs: () => {
      const first = shown.find((frame) => !frame.isCovered);
      return first === undefined || clickedAtMs === 0 ? null : first.atMs - clickedAtMs;
    },
    sinceClick: () => ({ clickedAtMs, frames: shown }),
  };
}
