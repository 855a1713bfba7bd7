import { Alert, Button } from 'antd';
import type { ProbeAnswer } from '#contract/cameras.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ADVICE_SENTENCE, FAULT_SENTENCE } from './camera-sentences.ts';
import type { Probed } from './use-probe.ts';
import { cameraWords } from './words.ts';

type ProbePanelProps = { probed: Probed; busy: boolean; onProbe: () => void };

/** Looks at the camera before it is stored: the picture and what could be better, or what is wrong and what to do. */
export function ProbePanel({ probed, busy, onProbe }: ProbePanelProps) {
  const say = useWords(cameraWords);
  return (
    <div className="ad-probe" aria-live="polite">
      <Button type={probed ? 'default' : 'primary'} loading={busy} onClick={onProbe}>
        {busy ? say('probing') : say(probed ? 'probeAgain' : 'probe')}
      </Button>
      {probed && 'answer' in probed && <ProbeResult answer={probed.answer} />}
      {probed && 'failed' in probed && <Alert type="error" showIcon title={probed.failed} />}
    </div>
  );
}

/** The answer in words. */
export function ProbeResult({ answer }: { answer: ProbeAnswer }) {
  const say = useWords(cameraWords);
  const language = useLanguage();
  if (!answer.ok) {
    const sentence = FAULT_SENTENCE[answer.fault][language];
    return <Alert type="error" showIcon title={answer.stream === 'sub' ? say('onSub', { sentence }) : sentence} />;
  }
  return (
    <>
      <p className="ad-found">{say('probeOk')}</p>
      {answer.picture ? <img src={answer.picture} alt={say('probeOk')} /> : <p className="dim">{say('noPicture')}</p>}
      <p className="dim small">
        <Found stream={answer.main} />
      </p>
      {answer.sub && (
        <p className="dim small">
          {say('foundSub')}
          <Found stream={answer.sub} />
        </p>
      )}
      {answer.advice.length === 0 ? (
        <p className="ad-found">{say('adviceNone')}</p>
      ) : (
        <Alert
          type="warning"
          showIcon
          title={say('adviceTitle')}
          description={
            <ul className="ad-advice">
              {answer.advice.map((advice) => (
                <li key={advice}>{ADVICE_SENTENCE[advice][language]}</li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}

type Stream = Extract<ProbeAnswer, { ok: true }>['main'];

function Found({ stream }: { stream: Stream }) {
  const say = useWords(cameraWords);
  const found = say('found', {
    width: stream.widthPx,
    height: stream.heightPx,
    fps: Number(stream.framesPerSecond.toFixed(1)),
    kbps: Math.round(stream.bitsPerSecond / 1_000),
  });
  if (stream.keyFrameEverySeconds === null) return found;
  return `${found} · ${say('foundKey', { seconds: Number(stream.keyFrameEverySeconds.toFixed(1)) })}`;
}
