import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StreamSource } from '../../../media/contract.ts';
import { freePort } from '../../free-port.ts';
import { atEnd } from '../started.ts';

const PLUGINS = '/usr/lib/x86_64-linux-gnu/janus/plugins';
const TRANSPORTS = '/usr/lib/x86_64-linux-gnu/janus/transports';
const READY_WITHIN_MS = 15_000;

/** Of its one mountpoint. */
export const MOUNTPOINT = 1;

/** The peer: Debian's Janus with its streaming plugin, as its own documentation would have it tuned. */
export type Janus = {
  /** Of its WebSocket API. */
  url: string;
  pid: number;
  stop: () => Promise<void>;
};

/** Two, on two cores: PERFORMANCE.md, P1. Without this every viewer has a thread of its own. */
const EVENT_LOOPS = 2;

export async function startJanus(camera: StreamSource, hasSound: boolean): Promise<Janus> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'kanwa-bench-janus-'));
  for (const [name, text] of Object.entries(settings(folder, port, mountpoint(camera, hasSound))))
    writeFileSync(path.join(folder, name), text);
  const janus = spawn('janus', ['-F', folder, '-C', path.join(folder, 'janus.jcfg')], { stdio: 'ignore', cwd: folder });
  const stop = atEnd(async () => {
    await end(janus);
    await rm(folder, { recursive: true, force: true });
  });
  try {
    const url = `ws://127.0.0.1:${String(port)}`;
    await answers(url, janus);
    if (janus.pid === undefined) throw new Error('Janus did not start.');
    return { url, pid: janus.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function settings(folder: string, port: number, streaming: string): Record<string, string> {
  const others = ['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'textroom'];
  const plugins = [...others, 'videocall', 'videoroom', 'voicemail'].map((name) => `libjanus_${name}.so`);
  const transports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq'].map((name) => `libjanus_${name}.so`);
  return {
    'janus.jcfg': `general: {
      configs_folder = "${folder}"
      plugins_folder = "${PLUGINS}"
      transports_folder = "${TRANSPORTS}"
      debug_level = 2
      interface = "127.0.0.1"
      event_loops = ${String(EVENT_LOOPS)}
    }
    nat: { ice_enforce_list = "lo", ice_ignore_list = "vmnet" }
    plugins: { disable = "${plugins.join(',')}" }
    transports: { disable = "${transports.join(',')}" }`,
    'janus.transport.websockets.jcfg': `general: { json = "compact", ws = true, ws_port = ${String(port)}, ws_interface = "lo" }`,
    'janus.plugin.streaming.jcfg': streaming,
  };
}

const mountpoint = ({ url, username, password }: StreamSource, hasSound: boolean) => `camera: {
  type = "rtsp"
  id = ${String(MOUNTPOINT)}
  audio = ${String(hasSound)}
  video = true
  videobufferkf = true
  url = "${url}"
  rtsp_user = "${username}"
  rtsp_pwd = "${password}"
}`;

async function answers(url: string, janus: ChildProcess): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    if (janus.exitCode !== null) throw new Error(`Janus ended with code ${String(janus.exitCode)}.`);
    const socket = new WebSocket(url, 'janus-protocol');
    const [event] = (await Promise.race([once(socket, 'open'), once(socket, 'error')])) as [Event];
    socket.close();
    if (event.type === 'open') return;
    if (performance.now() - startedAt > READY_WITHIN_MS) throw new Error('Janus does not answer.');
    await sleep(200);
  }
}

async function end(janus: ChildProcess): Promise<void> {
  if (janus.exitCode !== null || janus.signalCode !== null) return;
  const ended = once(janus, 'exit');
  janus.kill('SIGTERM');
  const force = setTimeout(() => janus.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(force);
}
