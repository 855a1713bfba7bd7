import type { types } from 'mediasoup-client';
import { way } from './way.ts';

/** `no-way`: it never came to be, and another way may; `broke`: it cannot go on. */
export type Failure = 'no-way' | 'broke';

/** WebRTC that stands at all stands within a second or two, over TURN as well. */
const CONNECTED_WITHIN_MS = 4_000;

/** A connection that never comes to be leaves for a way that may; one that was there is tried again as it was. */
export function untilNoWay(transport: types.Transport, onFailed: (failure: Failure) => void) {
  let wasConnected = false;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const noWay = (otherwise: () => void = () => undefined) => (way.turnToHttps() ? onFailed('no-way') : otherwise());
  transport.on('connectionstatechange', (state) => {
    wasConnected ||= state === 'connected';
    if (wasConnected || state === 'failed') clearTimeout(deadline);
    if (state !== 'failed') return;
    if (wasConnected) onFailed('broke');
    else noWay(() => onFailed('broke'));
  });
  return {
    isAsked: () => {
      if (!wasConnected) deadline = setTimeout(() => noWay(), CONNECTED_WITHIN_MS);
    },
    stop: () => clearTimeout(deadline),
  };
}
