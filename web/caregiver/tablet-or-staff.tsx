import { useEffect, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { ClassroomId } from '#contract/ids.ts';
import type { DeviceSession, Me } from '#contract/sign-in.ts';
import { installTabletApp, removeTabletApp } from '../features/devices/tablet-app.ts';
import { followOtherTabs, markRevoked, resumeTablet, tablet, useTablet } from '../features/devices/tablet-session.ts';
import { queryClient } from '../shared/query-client.ts';
import { endSession, resumeSession, session, useSession } from '../shared/session.ts';
import { closeSocket, onTold, openSocket, type SessionOver } from '../shared/socket.ts';
import { useWords } from '../shared/words/book.ts';
import { commonWords } from '../shared/words/common.ts';
import { BarePage, Revoked } from './bare-page.tsx';
import { keepQueries, restoreQueries } from './kept-queries.ts';
import { RoomScreen } from './room-screen.tsx';
import { caregiverWords } from './words.ts';

const TRY_AGAIN_MS = 3_000;

/** Opens the room for the tablet that hangs in it, or for a caregiver on their own browser. */
export function TabletOrStaff() {
  const say = useWords(commonWords);
  const device = useTablet();
  const unreachable = useWhoIsHere(device.phase === 'paired' && device.unconfirmed === true);
  const person = useSession();
  const staff = person.phase === 'in' && device.phase !== 'paired' && device.phase !== 'revoked';
  useSocketWhile(device.phase === 'paired' || staff);
  useEffect(followOtherTabs, []);
  useRemovedApp(device.phase === 'revoked' || device.phase === 'not-paired');
  if (device.phase === 'revoked') return <Revoked />;
  if (device.phase === 'paired') {
    return <TabletRoom key={`${device.device.deviceId} ${device.device.classroomId}`} device={device.device} />;
  }
  if (device.phase === 'unknown' || person.phase === 'unknown') {
    return unreachable ? <BarePage>{say('unreachable')}</BarePage> : null;
  }
  return person.phase === 'in' ? <StaffRoom me={person.me} /> : <Navigate to="/tablet/pair" replace />;
}

/**
 * A device first, then a person; asked again until the server has answered.
 * @returns whether it was out of reach at the last try
 */
function useWhoIsHere(unconfirmed: boolean): boolean {
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => setFailures((n) => n + 1);
    findOut().catch(() => (timer = setTimeout(again, failures === 0 ? 0 : TRY_AGAIN_MS)));
    window.addEventListener('online', again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', again);
    };
  }, [failures, unconfirmed]);
  return failures > 0;
}

async function findOut(): Promise<void> {
  if (session.get().phase === 'in') {
    tablet.set({ phase: 'not-paired' });
    return;
  }
  const current = tablet.get();
  if (current.phase === 'unknown' || (current.phase === 'paired' && current.unconfirmed)) await resumeTablet();
  if (tablet.get().phase === 'not-paired') await resumeSession();
}

function useSocketWhile(known: boolean): void {
  useEffect(() => {
    if (!known) return undefined;
    openSocket();
    const stop = onTold('session:ended', ({ reason }) => end(reason));
    return () => {
      stop();
      closeSocket();
      queryClient.clear();
    };
  }, [known]);
}

/** Nothing of a lost tablet stays in its browser. */
function useRemovedApp(isOver: boolean): void {
  useEffect(() => {
    if (isOver) void removeTabletApp().catch(() => undefined);
  }, [isOver]);
}

function end(reason: SessionOver): void {
  if (reason === 'device-revoked') markRevoked();
  else if (tablet.get().phase === 'paired') tablet.set({ phase: 'unknown' });
  else endSession(reason);
}

/** What was shown last is there at once, also without a network; the page becomes an app that opens without one. */
function TabletRoom({ device: { deviceId, actor } }: { device: DeviceSession }) {
  useState(() => restoreQueries(queryClient, deviceId));
  useEffect(() => keepQueries(queryClient, deviceId), [deviceId]);
  useEffect(() => installTabletApp(), []);
  return <RoomScreen classroomId={null} owner={deviceId} actor={actor} asksWho />;
}

/** The room named in the address, or the first that this person works in. */
function StaffRoom({ me }: { me: Me }) {
  const say = useWords(caregiverWords);
  const [search] = useSearchParams();
  const asked = ClassroomId.safeParse(search.get('room') ?? me.roles.find((role) => role.classroomId)?.classroomId);
  if (!asked.success) return <BarePage>{say('noRoom')}</BarePage>;
  const actor = { userId: me.userId, name: me.name, portrait: me.portrait };
  return <RoomScreen key={asked.data} classroomId={asked.data} owner={me.userId} actor={actor} asksWho={false} />;
}
