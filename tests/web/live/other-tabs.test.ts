import { expect, test } from '@jest/globals';
import { UserId } from '#contract/ids.ts';
import { OtherTabs, type TabChannel } from '../../../web/features/live/other-tabs.ts';
import { nursery } from './played-nursery.ts';

const id = (n: number): UserId => UserId.parse(`0b6c1c1e-0000-4000-8000-${String(n).padStart(12, '0')}`);
const MOTHER = id(1);

/** As a BroadcastChannel: heard by every other tab of the browser. */
class Browser {
  readonly #channels = new Set<TabChannel>();
  openChannel = (): TabChannel => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage: (data: unknown) => {
        const others = [...this.#channels].filter((other) => other !== channel);
        for (const other of others) other.onmessage?.call(other as BroadcastChannel, { data } as MessageEvent);
      },
      close: () => void this.#channels.delete(channel),
    };
    this.#channels.add(channel);
    return channel;
  };
}

function tab({ openChannel }: Browser, person = MOTHER) {
  const played = nursery();
  const tabs = new OtherTabs({
    openChannel,
    person: () => person,
    isWatching: () => 'stream' in played.viewing.state.get(),
    stopOwn: () => played.viewing.pause('viewer'),
    onStopped: () => played.viewing.resume(),
  });
  tabs.start();
  return { ...played, tabs };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('the picture of the other tab ends at the server before this one is opened', async () => {
  const browser = new Browser();
  const other = tab(browser);
  other.viewing.start();
  await settled();
  const here = tab(browser);
  here.viewing.start();
  here.viewing.pause('viewer').catch(() => undefined);
  here.tabs.look();
  expect(here.tabs.watching.get()).not.toBeNull();

  here.tabs.stopOther();
  expect(here.opened).toHaveLength(0);
  await settled();
  expect(other.closed).toEqual(other.opened);
  expect(other.phase()).toBe('paused');
  expect(here.opened).toHaveLength(1);
  [here, other].forEach(({ viewing }) => viewing.stop());
});

test('neither a tab without a picture answers, nor one of somebody else', async () => {
  const browser = new Browser();
  tab(browser);
  const stranger = tab(browser, id(2));
  stranger.viewing.start();
  await settled();
  const here = tab(browser);
  here.tabs.look();
  here.tabs.stopOther();
  expect(here.tabs.watching.get()).toBeNull();
  expect(stranger.closed).toEqual([]);
  stranger.viewing.stop();
});

test('of two other pictures one is stopped', async () => {
  const browser = new Browser();
  const others = [tab(browser), tab(browser)];
  others.forEach(({ viewing }) => viewing.start());
  await settled();
  const here = tab(browser);
  here.tabs.look();
  here.tabs.stopOther();
  await settled();
  expect(others.map(({ phase }) => phase()).sort()).toEqual(['connecting', 'paused']);
  others.forEach(({ viewing }) => viewing.stop());
});
