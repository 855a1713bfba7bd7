import { lazy, Suspense } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { Loading } from '../shared/ui/loading.tsx';
import { FeedScreen } from './feed-screen.tsx';
import { HomeScreen } from './home-screen.tsx';
import { Shell } from './shell.tsx';

// Only the home and the feed are in the first download; the rest comes when it is opened.
const RoomScreen = lazy(() => import('./room-screen.tsx'));
const AttendanceScreen = lazy(() => import('./attendance/attendance-screen.tsx'));
const ConsentsScreen = lazy(() => import('./consents/consents-screen.tsx'));
const LogScreen = lazy(() => import('./log-screen.tsx'));
const MeScreen = lazy(() => import('./me-screen.tsx'));
const PickupScreen = lazy(() => import('./pickup/pickup-screen.tsx'));
const IncidentsScreen = lazy(() => import('./incidents/incidents-screen.tsx'));
const IncidentScreen = lazy(() => import('./incidents/incident-screen.tsx'));
const NotificationsScreen = lazy(() => import('./notifications-screen.tsx'));
const ConcernScreen = lazy(() => import('./concern-screen.tsx'));
const ArriveScreen = lazy(() => import('./arrive-screen.tsx'));

export default function ParentRoutes() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/p" element={<Shell />}>
          <Route index element={<HomeScreen />} />
          <Route path="rooms/:classroomId" element={<RoomScreen />} />
          <Route path="feed" element={<FeedScreen />} />
          <Route path="attendance" element={<AttendanceScreen />} />
          <Route path="consents" element={<ConsentsScreen />} />
          <Route path="log" element={<LogScreen />} />
          <Route path="me" element={<MeScreen />} />
          <Route path="pickup" element={<PickupScreen />} />
          <Route path="incidents" element={<IncidentsScreen />} />
          <Route path="incidents/:incidentId" element={<IncidentScreen />} />
          <Route path="notifications" element={<NotificationsScreen />} />
          <Route path="concern" element={<ConcernScreen />} />
          <Route path="arrive" element={<ArriveScreen />} />
          <Route path="*" element={<Navigate to="/p" replace />} />
        </Route>
      </Routes>
    </Suspense>
  );
}
