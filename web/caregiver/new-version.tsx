import { useEffect, useEffectEvent } from 'react';
import { takeNewVersion, useNewVersion } from '../features/devices/tablet-app.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** Nobody is at the tablet: a page that loads anew disturbs nobody. What is unsent is kept over it. */
const IDLE_MS = 3 * 60_000;

/** A newer version is taken at a tap, or by itself when the tablet has not been touched for a while. */
export function NewVersion() {
  const say = useWords(caregiverWords);
  const version = useNewVersion();
  const take = useEffectEvent(() => version && takeNewVersion(version));
  useEffect(() => {
    if (!version) return undefined;
    let timer = setTimeout(take, IDLE_MS);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(take, IDLE_MS);
    };
    window.addEventListener('pointerdown', touched);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pointerdown', touched);
    };
  }, [version]);
  if (!version) return null;
  return (
    <button type="button" className="tb-new-version" onClick={() => takeNewVersion(version)}>
      <Icon name="undo" size={20} />
      {say('newVersion')}
    </button>
  );
}
