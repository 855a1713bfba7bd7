import { rmSync } from 'node:fs';

/** Jest's globalTeardown; the last suite to leave takes the database and its folder away. */
export default async function stopTestDatabase(): Promise<void> {
  const running = globalThis.testDatabase;
  if (!running) return;
  running.suites -= 1;
  if (running.suites > 0) return;
  await running.server.stop();
  rmSync(running.folder, { recursive: true, force: true });
}
