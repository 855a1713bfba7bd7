import type { CameraLook, ProbeAdvice } from '#contract/cameras.ts';
import type { Language } from '../../shared/words/language.ts';

type Seen = Extract<CameraLook, { ok: true }>;
type Stream = Seen['main'];
type Sentence = Record<Language, (seen: Seen) => string>;

// The compiler asks for a sentence when media learns a new advice. Each names what was measured and what to set.
const SENTENCE: Record<ProbeAdvice, Sentence> = {
  'b-frames': {
    zh: () => '画面里有 B 帧，会让实时画面来回跳。请在摄像头上把编码档次改为 Baseline，或关掉 B 帧。',
    en: () =>
      'The stream has B-frames, which make a live picture jump. Choose the Baseline profile or switch B-frames off.',
  },
  'key-frames-rare': {
    zh: (seen) => `关键帧间隔${keyDistance(seen, 'zh')}，建议 1–2 秒：间隔长，打开画面就慢。请改小 I 帧间隔。`,
    en: (seen) =>
      `A key frame every ${keyDistance(seen, 'en')}; 1–2 seconds is better, or a view opens slowly. Shorten the I-frame interval.`,
  },
  'key-frames-irregular': {
    zh: () => '关键帧间隔忽长忽短。请关掉“智能编码”（Smart Codec、H.264+）。',
    en: () => 'Key frames come irregularly. Switch off “smart codec” (also called H.264+).',
  },
  'parameter-sets-missing': {
    zh: () => '码流里没有随关键帧送参数，我们会自动补上，不用改。',
    en: () => 'The stream leaves out its parameters; they are added by themselves, nothing to do.',
  },
  'large-picture': {
    zh: (seen) => `画面是 ${size(seen)}，大于 1920×1080，手机会吃力。请改为 1080P 或 720P。`,
    en: (seen) => `The picture is ${size(seen)}, larger than 1920×1080 and hard on phones. Choose 1080p or 720p.`,
  },
  'high-bit-rate': {
    zh: (seen) => `码率 ${megabits(seen)} Mbit/s，高于 4，人多时网络会堵。请改为 2–4 Mbit/s。`,
    en: (seen) => `${megabits(seen)} Mbit/s is above 4 and crowds the network when many watch. Choose 2–4 Mbit/s.`,
  },
  'no-sub-stream': {
    zh: () => '没有子码流。在摄像头上打开并填上，小画面更省流量。',
    en: () => 'There is no sub stream. Switch it on and enter it: small pictures then use less bandwidth.',
  },
  'clock-wrong': {
    zh: (seen) => `摄像头的时间${clockDistance(seen, 'zh')}。请在摄像头上打开自动校时（NTP）。`,
    en: (seen) => `The camera's clock is ${clockDistance(seen, 'en')}. Switch on automatic time (NTP) at the camera.`,
  },
};

/** What to change at the camera, with what was measured. */
export const adviceSentence = (advice: ProbeAdvice, seen: Seen, language: Language): string =>
  SENTENCE[advice][language](seen);

const streams = ({ main, sub }: Seen): Stream[] => (sub ? [main, sub] : [main]);
/** Of both streams the one that is worst: the advice may be about either. */
const most = (seen: Seen, of: (stream: Stream) => number) => Math.max(...streams(seen).map(of));
const plain = (value: number) => Number(value.toFixed(1));

/** Fewer than two key frames in eight seconds have no distance that could be told. */
function keyDistance(seen: Seen, language: Language): string {
  const isUnknown = streams(seen).some(({ keyFrameEverySeconds }) => keyFrameEverySeconds === null);
  if (isUnknown) return language === 'zh' ? '超过 8 秒' : 'more than 8 seconds';
  const seconds = plain(most(seen, ({ keyFrameEverySeconds }) => keyFrameEverySeconds ?? 0));
  return language === 'zh' ? ` ${String(seconds)} 秒` : `${String(seconds)} seconds`;
}

const megabits = (seen: Seen) => String(plain(most(seen, ({ bitsPerSecond }) => bitsPerSecond) / 1_000_000));
const size = ({ main }: Seen) => `${String(main.widthPx)}×${String(main.heightPx)}`;

function clockDistance({ clockOffsetSeconds }: Seen, language: Language): string {
  const ahead = (clockOffsetSeconds ?? 0) >= 0;
  const seconds = Math.abs(clockOffsetSeconds ?? 0);
  const [unit, amount] = UNITS.map(([name, size]) => [name, Math.round(seconds / size)] as const).find(
    ([, count]) => count >= 1,
  ) ?? ['second', seconds];
  if (language === 'zh') return `${ahead ? '快' : '慢'}了 ${String(amount)} ${ZH_UNIT[unit]}`;
  return `${String(amount)} ${unit}${amount === 1 ? '' : 's'} ${ahead ? 'ahead' : 'behind'}`;
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const ZH_UNIT = { day: '天', hour: '小时', minute: '分钟', second: '秒' } as const;
