import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import type { ClassroomId, DeviceId } from '#contract/ids.ts';
import { type Actor, DeviceSession } from '#contract/sign-in.ts';
import { RoomScreen } from '../../../web/caregiver/room-screen.tsx';
import { tablet, useTablet } from '../../../web/features/devices/tablet-session.ts';
import { setLanguage } from '../../../web/shared/words/language.ts';
import { type RoomServer, uuid } from './room-server.ts';

const originalFetch = globalThis.fetch;
export const WANG = { userId: uuid(500), name: '王丽', portrait: null } as Actor;
export const LI = { userId: uuid(501), name: '李娜', portrait: null } as Actor;
export const CLASSROOM = uuid(900) as ClassroomId;
const TABLET = uuid(901) as DeviceId;
let client = new QueryClient();
export const queries = (): QueryClient => client;

export function beginPage(): void {
  setLanguage('zh');
  localStorage.clear();
  // jsdom knows the element but not its modal way.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
  };
}

export function endPage(): void {
  cleanup();
  client.clear();
  globalThis.fetch = originalFetch;
  tablet.set({ phase: 'unknown' });
}

/** Opens the room of this server; by default for a caregiver on their own browser. */
export async function openRoom(
  server: RoomServer,
  { actor, asksWho }: { actor: Actor | null; asksWho: boolean } = { actor: WANG, asksWho: false },
): Promise<void> {
  await openPage(server, <RoomScreen classroomId={CLASSROOM} owner={WANG.userId} actor={actor} asksWho={asksWho} />);
}

/** Opens the room on the tablet, as whoever has said there who acts. */
export const openOnTablet = (server: RoomServer): Promise<void> => openPage(server, <TabletRoom />);

function TabletRoom() {
  const current = useTablet();
  const actor = current.phase === 'paired' ? current.device.actor : null;
  return <RoomScreen classroomId={null} owner={TABLET} actor={actor} asksWho />;
}

async function openPage(server: RoomServer, page: ReactElement): Promise<void> {
  globalThis.fetch = server.fetch;
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  await screen.findByRole('heading', { name: '海棠班' });
}

export const tabletOf = (actor: Actor | null): DeviceSession =>
  DeviceSession.parse({
    accessToken: 't',
    expiresInSeconds: 600,
    deviceId: TABLET,
    name: '平板',
    siteId: uuid(902),
    siteName: '青禾新城园',
    classroomId: CLASSROOM,
    classroomName: '海棠班',
    staff: [WANG, LI],
    actor,
  });

export const button = (name: RegExp): HTMLElement => screen.getByRole('button', { name });
