import type { CameraView } from '#contract/cameras.ts';
import { clock } from '../../shared/time.ts';
import type { IconName } from '../../shared/ui/icon.tsx';
import { Pill, type PillTone } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { FAULT_SENTENCE } from './camera-sentences.ts';
import { cameraWords } from './words.ts';

const LOOK: Record<CameraView['phase'], { tone: PillTone; icon: IconName | 'dot' }> = {
  connecting: { tone: 'refused', icon: 'hourglass' },
  live: { tone: 'live', icon: 'dot' },
  stalled: { tone: 'stalled', icon: 'hourglass' },
  offline: { tone: 'offline', icon: 'plug' },
};

type StateProps = { camera: CameraView; timeZone: string };

/** Word, icon and since when; under it what is wrong and what to do. */
export function CameraState({ camera, timeZone }: StateProps) {
  const say = useWords(cameraWords);
  const language = useLanguage();
  const { phase, fault, pausedUntil, isEnabled, hasBeenLive } = camera;
  if (!isEnabled) {
    return (
      <Pill tone="refused" icon="close">
        {say('disabled')}
      </Pill>
    );
  }
  return (
    <div className="ad-state">
      <span className="row">
        {hasBeenLive || phase === 'live' ? (
          <Pill {...LOOK[phase]}>{say(`phase_${phase}`)}</Pill>
        ) : (
          <Pill tone="stalled" icon="hourglass">
            {say('noPictureYet')}
          </Pill>
        )}
        {pausedUntil && (
          <Pill tone="paused" icon="curtain">
            {say('pausedUntil', { time: clock(pausedUntil, timeZone) })}
          </Pill>
        )}
        <small className="dim">{say('since', { time: clock(camera.phaseSince, timeZone) })}</small>
      </span>
      {!hasBeenLive && <p className="dim">{say('noPictureYetSays')}</p>}
      {fault && <p>{FAULT_SENTENCE[fault][language]}</p>}
    </div>
  );
}
