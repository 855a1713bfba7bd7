import { Alert } from 'antd';
import { ADVICE_GRAVITY, type CameraLook, type ProbeAdvice, type ProbeAnswer } from '#contract/cameras.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { adviceSentence } from './advice-sentences.ts';
import { FAULT_SENTENCE } from './camera-sentences.ts';
import { cameraWords } from './words.ts';

type Seen = Extract<CameraLook, { ok: true }>;

/** What a look found, in words: the picture where there is one, the figures, and what to change. */
export function ProbeResult({ answer }: { answer: ProbeAnswer | CameraLook }) {
  const say = useWords(cameraWords);
  const language = useLanguage();
  if (!answer.ok) {
    const sentence = FAULT_SENTENCE[answer.fault][language];
    return <Alert type="error" showIcon title={answer.stream === 'sub' ? say('onSub', { sentence }) : sentence} />;
  }
  return (
    <>
      {'picture' in answer && <Picture picture={answer.picture} />}
      <Figures seen={answer} />
      <Advices seen={answer} />
    </>
  );
}

function Picture({ picture }: { picture: string | null }) {
  const say = useWords(cameraWords);
  return (
    <>
      <p className="ad-found">{say('probeOk')}</p>
      {picture ? <img src={picture} alt={say('probeOk')} /> : <p className="dim">{say('noPicture')}</p>}
    </>
  );
}

function Figures({ seen }: { seen: Seen }) {
  const say = useWords(cameraWords);
  const { main, sub, hasSound, clockOffsetSeconds } = seen;
  return (
    <dl className="ad-facts small">
      <dt>{say('mainStream')}</dt>
      <dd>
        <Found stream={main} />
      </dd>
      <dt>{say('subStream')}</dt>
      <dd>{sub ? <Found stream={sub} /> : say('noneFound')}</dd>
      <dt>{say('sound')}</dt>
      <dd>{say(hasSound ? 'soundThere' : 'soundNone')}</dd>
      {clockOffsetSeconds !== null && (
        <>
          <dt>{say('cameraClock')}</dt>
          <dd>{say(seen.advice.includes('clock-wrong') ? 'clockWrong' : 'clockRight')}</dd>
        </>
      )}
    </dl>
  );
}

/** What must change stands before what should, and what needs nothing is not a warning. */
function Advices({ seen }: { seen: Seen }) {
  const say = useWords(cameraWords);
  const of = (gravity: (typeof ADVICE_GRAVITY)[ProbeAdvice]) =>
    seen.advice.filter((advice) => ADVICE_GRAVITY[advice] === gravity);
  const [must, should, fine] = [of('must'), of('should'), of('fine')];
  return (
    <>
      {must.length > 0 && <AdviceList kind="error" title={say('adviceMust')} advice={must} seen={seen} />}
      {should.length > 0 && <AdviceList kind="warning" title={say('adviceTitle')} advice={should} seen={seen} />}
      {fine.length > 0 && <AdviceList kind="info" title={say('adviceFine')} advice={fine} seen={seen} />}
      {must.length + should.length === 0 && <p className="ad-found">{say('adviceNone')}</p>}
    </>
  );
}

type AdviceListProps = { kind: 'error' | 'warning' | 'info'; title: string; advice: ProbeAdvice[]; seen: Seen };

function AdviceList({ kind, title, advice, seen }: AdviceListProps) {
  const language = useLanguage();
  const list = (
    <ul className="ad-advice">
      {advice.map((one) => (
        <li key={one}>{adviceSentence(one, seen, language)}</li>
      ))}
    </ul>
  );
  return <Alert type={kind} showIcon title={title} description={list} />;
}

const PROFILES: Record<string, string> = { '42': 'Baseline', '4d': 'Main', '58': 'Extended', '64': 'High' };

function Found({ stream }: { stream: Seen['main'] }) {
  const say = useWords(cameraWords);
  const profile = PROFILES[stream.profileLevelId.slice(0, 2).toLowerCase()];
  const found = say('found', {
    codec: profile ? `H.264 ${profile}` : 'H.264',
    width: stream.widthPx,
    height: stream.heightPx,
    fps: Number(stream.framesPerSecond.toFixed(1)),
    rate:
      stream.bitsPerSecond >= 1_000_000
        ? `${String(Number((stream.bitsPerSecond / 1_000_000).toFixed(1)))} Mbit/s`
        : `${String(Math.round(stream.bitsPerSecond / 1_000))} kbit/s`,
  });
  if (stream.keyFrameEverySeconds === null) return found;
  return `${found} · ${say('foundKey', { seconds: Number(stream.keyFrameEverySeconds.toFixed(1)) })}`;
}
