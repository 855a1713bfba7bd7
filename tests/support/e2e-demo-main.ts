import { randomBytes } from 'node:crypto';
import { createLog } from '../../server/platform/log.ts';
import { loadConfig } from '../../server/config.ts';
import { startService } from '../../server/service.ts';

// The demo nursery as `npm start` runs it, but over a database of a test: node e2e-demo-main.ts PORT DATABASE_URL
// Its drawn cameras lie with those of the other tests, so that they are drawn once on a machine.

const [port, databaseUrl] = process.argv.slice(2);
if (port === undefined || databaseUrl === undefined) throw new Error('Which port, and which database?');
const KANWA_KEY = randomBytes(32).toString('hex');
const config = {
  ...loadConfig({ PORT: port, KANWA_KEY, MEDIA_PORT: '0' }),
  DATABASE_URL: databaseUrl,
  DATA_DIR: '.data',
};
const service = await startService(config, createLog('info'));
process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
process.stdout.write(`${service.address} ready in time\n`);
