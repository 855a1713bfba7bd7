import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { CameraView, ProbeAnswer } from '#contract/cameras.ts';
import { lookAgain } from '../../features/cameras/cameras-api.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useChange } from '../use-change.ts';
import { findWords } from './find-words.ts';
import { ProbeResult } from './probe-result.tsx';

type Props = { camera: CameraView; timeZone: string; manages: boolean; onClose: () => void };

/** The last look in full; who manages the cameras may take another, with its picture. */
export function LookModal({ camera, timeZone, manages, onClose }: Props) {
  const say = useWords(findWords);
  const language = useLanguage();
  const [seen, setSeen] = useState<ProbeAnswer | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const { change: look, busy } = useChange(() => lookAgain(camera.cameraId), setSeen, undefined, setFailed);
  const shown = seen ?? camera.look;
  const again = () => {
    setSeen(null);
    setFailed(null);
    look(undefined);
  };
  return (
    <Modal
      open
      title={say('lookTitle', { name: camera.name })}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {say('close')}
        </Button>,
        manages && (
          <Button key="again" type="primary" loading={busy} onClick={again}>
            {say(busy ? 'looking' : 'lookAgain')}
          </Button>
        ),
      ]}
    >
      <div className="ad-probe" aria-live="polite">
        <p className="dim small">
          {camera.lookedAt
            ? say('lookedAt', { time: clockAndDay(camera.lookedAt, language, timeZone) })
            : say('neverLooked')}
        </p>
        {failed && <Alert type="error" showIcon title={failed} />}
        {shown && !busy && <ProbeResult answer={shown} />}
      </div>
    </Modal>
  );
}
