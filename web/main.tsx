import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Navigate, useLocation } from 'react-router';
import './shared/ui/tokens.css';
import './shared/ui/ui.css';
import { keepDoorToken } from './features/kiosk/door-token.ts';
import { faceAddress } from './features/sign-in/face-address.ts';
import { SignedInOnly } from './features/sign-in/signed-in-only.tsx';
import { SignInScreen } from './features/sign-in/sign-in-screen.tsx';
import { queryClient } from './shared/query-client.ts';
import { reloadAfterUpdate } from './shared/reload-after-update.ts';
import { networkBack, networkLost } from './shared/socket.ts';

// For machines without any Chinese font; the list of its parts is long, and nothing waits for it.
void import('@fontsource-variable/noto-sans-sc');

// Each face is a download of its own: a parent's phone never loads the console.
const ParentFace = lazy(() => import('./parent/routes.tsx'));
const CaregiverFace = lazy(() => import('./caregiver/routes.tsx'));
const AdminFace = lazy(() => import('./admin/routes.tsx'));
const KioskFace = lazy(() => import('./kiosk/routes.tsx'));
const ReportAlone = lazy(() =>
  import('./features/concerns/report-alone.tsx').then((page) => ({ default: page.ReportAlone })),
);
const NetworkTest = lazy(() =>
  import('./features/network-test/network-test-screen.tsx').then((page) => ({ default: page.NetworkTestScreen })),
);
const JoinScreen = lazy(() => import('./features/join/join-screen.tsx').then((join) => ({ default: join.JoinScreen })));

/** Picks the face by the first part of the path. A face declares its own routes, with full paths. */
function Face() {
  switch (useLocation().pathname.split('/')[1] ?? '') {
    case 'p':
      return (
        <SignedInOnly face="parent">
          <ParentFace />
        </SignedInOnly>
      );
    case 'a':
      return (
        <SignedInOnly face="admin">
          <AdminFace />
        </SignedInOnly>
      );
    // A tablet signs in with its device, not with a person: this face sees to it itself.
    case 't':
    case 'tablet':
      return <CaregiverFace />;
    case 'kiosk':
      return <KioskFace />;
    case 'concern':
      return (
        <SignedInOnly face={null}>
          <ReportAlone homeOf={faceAddress} />
        </SignedInOnly>
      );
    case 'network-test':
      return (
        <SignedInOnly face={null}>
          <NetworkTest homeOf={faceAddress} />
        </SignedInOnly>
      );
    case 'join':
      return <JoinScreen />;
    case 'sign-in':
      return <SignInScreen />;
    default:
      return <Navigate to="/p" replace />;
  }
}

// Before anything leads away from the page: who scanned at the entrance may have to sign in first.
keepDoorToken();
reloadAfterUpdate();

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');
window.addEventListener('offline', networkLost);
window.addEventListener('online', networkBack);

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <Suspense fallback={null}>
          <Face />
        </Suspense>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
