import type { ReactNode } from 'react';

/** Drawn on 24 × 24, strokes only, so that one weight and colour fits every place. */
const DRAWN = {
  alarm: <path d="M12 4l9.500 16h-19zM12 10v5M12 17.500h.01" />,
  back: <path d="M15 5l-7 7 7 7" />,
  building: <path d="M4 21V8l8-5 8 5v13M9 21v-6h6v6M9 11h.01M15 11h.01" />,
  calendar: <path d="M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 11h16M8 3v5M16 3v5" />,
  camera: <path d="M4 7h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM15 11l7-4v10l-7-4" />,
  check: <path d="M4 12.500l5 5L20 6.500" />,
  clock: <path d="M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3.500 2" />,
  close: <path d="M5 5l14 14M19 5L5 19" />,
  curtain: <path d="M3 4h18M5 4c0 7-1 11-2 15h6c1-5 1-10 1-15M19 4c0 7 1 11 2 15h-6c-1-5-1-10-1-15" />,
  door: <path d="M6 21V4a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v17M3 21h18M14.500 12h.01" />,
  drop: <path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z" />,
  eye: (
    <path d="M2 12s3.600-6.500 10-6.500S22 12 22 12s-3.600 6.500-10 6.500S2 12 2 12zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6" />
  ),
  flag: <path d="M5 21V4h13l-3 4.500 3 4.500H5" />,
  fullscreen: <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />,
  home: <path d="M3 11l9-7 9 7v9H3zM10 20v-6h4v6" />,
  hourglass: <path d="M6 3h12M6 21h12M7 3c0 5 4 6 5 9 1-3 5-4 5-9M7 21c0-5 4-6 5-9 1 3 5 4 5 9" />,
  key: <path d="M8 10.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0-9M11.500 11.500L20 3M16 7l3 3" />,
  leave: <path d="M14 4h5v16h-5M4 12h11M11 8l4 4-4 4" />,
  list: <path d="M8 6h13M8 12h13M8 18h13M3.500 6h.01M3.500 12h.01M3.500 18h.01" />,
  lock: <path d="M7 11h10a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2zM8 11V8a4 4 0 0 1 8 0v3" />,
  moon: <path d="M20 14.500A8.500 8.500 0 1 1 9.500 4a7 7 0 0 0 10.500 10.500z" />,
  more: <path d="M5 12h.01M12 12h.01M19 12h.01" />,
  mute: <path d="M4 9v6h4l5 4V5L8 9zM17 9l4 6M21 9l-4 6" />,
  pause: (
    <path d="M7 5h2a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM15 5h2a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1h-2a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z" />
  ),
  people: (
    <path d="M9 4.500a3.500 3.500 0 1 0 0 7a3.500 3.500 0 1 0 0-7M2 20c.8-4.500 3.500-6 7-6s6.200 1.500 7 6M16 4.800a3.500 3.500 0 0 1 0 6.400M18.500 14.500c2 .8 3 2.600 3.500 5.500" />
  ),
  person: <path d="M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c1-5 4-7 8-7s7 2 8 7" />,
  pencil: <path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />,
  phone: (
    <path d="M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2C10.500 20.500 3.500 13.500 3 6a2 2 0 0 1 2-2z" />
  ),
  photo: (
    <path d="M4 7h3.500l1.500-3h6l1.500 3H20a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM12 9.500a4 4 0 1 0 0 8a4 4 0 1 0 0-8" />
  ),
  play: <path d="M7 4l13 8-13 8z" fill="currentColor" />,
  plug: <path d="M9 3v4M15 3v4M7 7h10v3a5 5 0 0 1-5 5 5 5 0 0 1-5-5zM12 15v6M4 4l16 16" />,
  plus: <path d="M12 5v14M5 12h14" />,
  search: <path d="M10.500 4a6.500 6.500 0 1 0 0 13a6.500 6.500 0 1 0 0-13M15.500 15.500L20.500 20.500" />,
  shield: <path d="M12 3l8 3v6c0 5-3.500 8-8 9.500C7.500 20 4 17 4 12V6z" />,
  stop: <path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 8l8 8M16 8l-8 8" />,
  swap: <path d="M4 8h15M15 4l4 4-4 4M20 16H5M9 12l-4 4 4 4" />,
  thermometer: <path d="M12 3a2 2 0 0 1 2 2v9.500a4 4 0 1 1-4 0V5a2 2 0 0 1 2-2zM12 9v8" />,
  undo: <path d="M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-4" />,
  wifi: <path d="M3 9a14 14 0 0 1 18 0M6 13a9 9 0 0 1 12 0M9.500 16.500a4 4 0 0 1 5 0M12 20h.01" />,
  window: <path d="M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM12 12h7v5h-7z" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWN;

/** Always beside words or inside something with a label, so it is hidden from screen readers. */
export function Icon({ name, size = 16, weight = 2 }: { name: IconName; size?: number; weight?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={weight}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {DRAWN[name]}
    </svg>
  );
}
