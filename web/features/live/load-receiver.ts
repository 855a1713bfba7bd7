import type { BrowserCapabilities } from '#contract/live.ts';
import { loadWebRtcReceiver, type Receiver } from './receiver.ts';
import { way } from './way.ts';

/** The browser's half in the way that gets through here; what either way needs is loaded when it is taken, and once. */
export async function loadReceiver(capabilities: BrowserCapabilities): Promise<Receiver> {
  if (way.choose() === 'https') return loadHttps();
  try {
    return await loadWebRtcReceiver(capabilities);
  } catch (error) {
    if (isUnsupported(error) && way.turnToHttps()) return loadHttps();
    throw error;
  }
}

const loadHttps = async (): Promise<Receiver> => (await import('./https-receiver.ts')).httpsReceiver;

/** The media library knows no WebRTC in this browser. */
const isUnsupported = (error: unknown): boolean => error instanceof Error && error.name === 'UnsupportedError';
