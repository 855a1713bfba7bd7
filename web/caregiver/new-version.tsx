import { useEffect, useEffectEvent } from 'react';
import { takeNewVersion, useNewVersion } from '../features/devices/tablet-app.ts';
import type { Outbox } from '../shared/outbox/outbox.ts';
import { useNotKept, useRefused } from '../shared/outbox/use-outbox.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { useWords } from '../shared/words/book.ts';
import { caregiverWords } from './words.ts';

/** Nobody is at the tablet: a page that loads anew disturbs nobody. What is unsent is kept over it. */
const IDLE_MS = 3 * 60_000;

/**
 * A newer version is taken at a tap, or by itself when the tablet has not been touched for a while and nobody has anything
 * to read first. Not at all while something recorded is on this page only.
 */
export function NewVersion({ outbox }: { outbox: Outbox }) {
  const say = useWords(caregiverWords);
  const found = useNewVersion();
  const version = useNotKept(outbox).onPageOnly === 0 ? found : null;
  const isUnread = useRefused(outbox).length > 0;
  const take = useEffectEvent(() => version && takeNewVersion(version));
  useEffect(() => {
    if (!version || isUnread) return undefined;
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
  }, [version, isUnread]);
  if (!version) return null;
  return (
    <button type="button" className="tb-new-version" onClick={() => takeNewVersion(version)}>
      <Icon name="undo" size={20} />
      {say('newVersion')}
    </button>
  );
}
