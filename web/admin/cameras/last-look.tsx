import { Button } from 'antd';
import { useState } from 'react';
import { ADVICE_GRAVITY, type CameraLook, type CameraView } from '#contract/cameras.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import './cameras.css';
import { findWords } from './find-words.ts';
import { LookModal } from './look-modal.tsx';

type Props = { camera: CameraView; timeZone: string; manages: boolean };

/** What the last look said, in three words, and when it was; all of it opens beside, with the next look. */
export function LastLook({ camera, timeZone, manages }: Props) {
  const say = useWords(findWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { look, lookedAt } = camera;
  return (
    <span className="ca-look">
      <Button type="link" size="small" disabled={!look && !manages} onClick={() => setOpen(true)}>
        {look ? <InWords look={look} /> : say('neverLooked')}
      </Button>
      {lookedAt && (
        <small className="dim">{say('lookedAt', { time: clockAndDay(lookedAt, language, timeZone) })}</small>
      )}
      {isOpen && <LookModal camera={camera} timeZone={timeZone} manages={manages} onClose={() => setOpen(false)} />}
    </span>
  );
}

function InWords({ look }: { look: CameraLook }) {
  const say = useWords(findWords);
  if (!look.ok) return say('wasFaulty');
  const count = (gravity: 'must' | 'should') => look.advice.filter((one) => ADVICE_GRAVITY[one] === gravity).length;
  const [must, should] = [count('must'), count('should')];
  if (must > 0) return say('toChange', { n: must });
  return should > 0 ? say('toImprove', { n: should }) : say('wasFine');
}
