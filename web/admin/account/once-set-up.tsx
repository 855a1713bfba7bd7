import { type ReactNode, useEffect, useState } from 'react';
import { SECOND_FACTOR_ROLES } from '#contract/second-factor.ts';
import { SecondFactorPanel } from '../../features/sign-in/second-factor-panel.tsx';
import { signOut, useMe } from '../../shared/session.ts';
import { Brand } from '../../shared/ui/brand.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { LanguageSwitch } from '../../shared/ui/language-switch.tsx';
import { useWords } from '../../shared/words/book.ts';
import { drawQr } from './draw-qr.tsx';
import { ownAccountWords } from './words.ts';
import './account.css';

/** The console once the second step is set up: before, nothing in it would be answered. */
export function OnceSetUp({ children }: { children: ReactNode }) {
  const me = useMe();
  const isWaiting =
    me.secondFactor === 'to-be-set-up' && !me.roles.some(({ role }) => SECOND_FACTOR_ROLES.includes(role));
  // Not by `me` alone: it is read anew now and then, and the recovery codes have to stay until they are kept.
  const [isSettingUp, setSettingUp] = useState(isWaiting);
  return isWaiting || isSettingUp ? <MustSetUp onKept={() => setSettingUp(false)} /> : children;
}

function MustSetUp({ onKept }: { onKept: () => void }) {
  const say = useWords(ownAccountWords);
  useEffect(() => {
    document.title = say('mustTitle');
  }, [say]);
  return (
    <main className="account-must">
      <div className="card account-must-card">
        <div className="row">
          <Brand />
          <span className="row-space" />
          <LanguageSwitch />
        </div>
        <h1>{say('mustTitle')}</h1>
        <SecondFactorPanel drawQr={drawQr} onKept={onKept} />
        <div>
          <Button kind="quiet" onClick={() => void signOut()}>
            {say('signOut')}
          </Button>
        </div>
      </div>
    </main>
  );
}
