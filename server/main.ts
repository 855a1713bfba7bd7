import { ConfigError, describeSettings, loadConfig, warningOf, type Config } from './config.ts';
import { createLog } from './platform/log.ts';
import { StartError } from './platform/start-error.ts';
import { startService } from './service.ts';

const HELP = `node server/main.ts         runs Kanwa: server, media node and, without a DATABASE_URL, its own PostgreSQL
node server/main.ts --help  this

Settings are environment variables:
${describeSettings()}

Exit codes: 0 stopped as asked, 1 could not start, 2 a setting is wrong.
`;

const NOBODY_YET = `Nobody can sign in yet. Stop it (Ctrl C) and make the first administrator with the same settings:
  npm run admin:create -- --username director --name 王园长 --operator 青禾托育
`;

if (process.argv.includes('--help') || process.argv.includes('-h')) process.stdout.write(HELP);
else await run(configOrExit());

function configOrExit(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function run(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL);
  const startedAt = performance.now();
  try {
    const starting = startService(config, log);
    let stopping: Promise<void> | null = null;
    // Also while it starts: what was opened by then is closed, PostgreSQL first of all.
    const stop = () =>
      (stopping ??= starting
        .then((service) => service.stop())
        .then(
          () => process.exit(0),
          () => undefined, // the start itself failed and says so below
        ));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
    const service = await starting;
    const warning = warningOf(config);
    if (warning !== null) process.stderr.write(`${warning}\n`);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    process.stdout.write(
      `Kanwa 看娃 ${config.isDemo ? '· demo nursery ' : ''}· ${service.address} · ready in ${seconds} s · Ctrl C ends it\n`,
    );
    if (!service.hasAdministrator) process.stdout.write(NOBODY_YET);
  } catch (error) {
    if (!(error instanceof StartError)) log.fatal({ err: error }, 'could not start');
    process.stderr.write(`Kanwa could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
