import { Navigate } from 'react-router';
import type { KioskScreen } from '#contract/kiosk.ts';
import { ARRIVE_PATH } from '../features/kiosk/door-token.ts';
import { useKiosk } from '../features/kiosk/use-kiosk.ts';
import { clock } from '../shared/time.ts';
import { Brand } from '../shared/ui/brand.tsx';
import { LanguageSwitch } from '../shared/ui/language-switch.tsx';
import { useNow } from '../shared/use-now.ts';
import { useWords } from '../shared/words/book.ts';
import { PinEntry } from './pin-entry.tsx';
import { Qr } from './qr.tsx';
import { kioskWords } from './words.ts';

/** The entrance: a code to scan, and keys for who has no phone at hand. It shows no name but the site's by itself. */
export function DoorScreen() {
  const say = useWords(kioskWords);
  const kiosk = useKiosk();
  switch (kiosk.phase) {
    case 'unknown':
      return null;
    case 'not-paired':
      return <Navigate to="/kiosk/pair" replace />;
    case 'revoked':
      return (
        <main className="ks-bare">
          <h1>{say('revoked')}</h1>
        </main>
      );
    case 'away':
      return (
        <main className="ks-bare">
          <p role="alert">{say('away')}</p>
        </main>
      );
    case 'shown':
      return <Shown screen={kiosk.screen} />;
  }
}

function Shown({ screen: { siteName, timeZone, token } }: { screen: KioskScreen }) {
  const say = useWords(kioskWords);
  const now = useNow(1_000);
  return (
    <main className="ks">
      <header className="ks-head">
        <Brand />
        <h1>{siteName}</h1>
        <span className="row-space" />
        <b className="ks-clock">{clock(now, timeZone)}</b>
        <LanguageSwitch />
      </header>
      <section className="ks-scan" aria-labelledby="scan-title">
        <h2 id="scan-title">{say('scan')}</h2>
        <Qr text={`${window.location.origin}${ARRIVE_PATH}#${token}`} label={say('qr')} />
        <p>{say('scanLead')}</p>
      </section>
      <PinEntry />
    </main>
  );
}
