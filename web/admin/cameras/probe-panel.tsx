import { Alert, Button } from 'antd';
import { useWords } from '../../shared/words/book.ts';
import { ProbeResult } from './probe-result.tsx';
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
