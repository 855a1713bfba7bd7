import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand, SetUpProblem } from './run-command.mjs';

/** Debian's names. Where `program` is on the path, it does not matter who brought it. */
export const TO_RUN = [{ name: 'ffmpeg', program: 'ffmpeg' }];

export const TO_BUILD_WORKER = [
  ...['g++', 'meson', 'ninja-build', 'pkg-config', 'libuv1-dev', 'libssl-dev', 'libsrtp2-dev'],
  ...['libabsl-dev', 'libflatbuffers-dev', 'flatbuffers-compiler'],
].map((name) => ({ name }));

/** A browser, an RTSP server that is not ours, real footage, fonts with Chinese in them; networks with walls, and a relay. */
export const TO_TEST = [
  { name: 'chromium', program: 'chromium' },
  ...['gstreamer1.0-rtsp', 'gstreamer1.0-plugins-base', 'gstreamer1.0-plugins-good', 'gstreamer1.0-plugins-bad'],
  ...['gir1.2-gst-rtsp-server-1.0', 'python3-gi', 'opencv-doc', 'fonts-noto-cjk', 'fonts-dejavu-core'],
  { name: 'coturn', program: 'turnserver' },
  ...['nftables', 'iproute2'],
].map((item) => (typeof item === 'string' ? { name: item } : item));

/** The peer that npm run bench measures beside us. */
export const TO_BENCH = [{ name: 'janus', program: 'janus' }];

/** @returns {string[]} the names that are not on this machine */
export function missingPackages(wanted) {
  const unsure = wanted.filter(({ program }) => !(program && isOnPath(program)));
  if (unsure.length === 0) return [];
  const names = unsure.map(({ name }) => name);
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n', ...names], {
    encoding: 'utf8',
  });
  const installed = new Set((stdout ?? '').split('\n').filter((line) => line.endsWith(' installed')));
  return names.filter((name) => !installed.has(`${name} installed`));
}

export async function installSystemPackages(names) {
  const install = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new SetUpProblem(
      'Some programs are missing, and only root may install them.',
      `Type this, then run the same command again:\n\n    sudo ${install}\n`,
    );
  }
  if (!isOnPath('apt-get')) {
    throw new SetUpProblem(
      `This system is not Debian’s kind; it lacks what Debian calls: ${names.join(', ')}.`,
      'Install these by its own means, then run the same command again.',
    );
  }
  const options = {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    advice: `See whether Debian’s packages are in reach, then type:\n\n    apt-get update && ${install}\n`,
  };
  await runCommand('dpkg', ['--configure', '-a'], options); // ends what an interrupted installation began
  await runCommand('apt-get', ['update', '-qq'], options);
  await runCommand('apt-get', ['-o', 'DPkg::Lock::Timeout=120', '-qq', ...install.split(' ').slice(1)], options);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, program)));
}
