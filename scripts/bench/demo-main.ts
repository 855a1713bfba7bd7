// The demo nursery as npm start runs it, beside one that may run already: node demo-main.ts PORT FOLDER
import { loadConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { startService } from '../../server/service.ts';

const [port = '', folder = ''] = process.argv.slice(2);
const config = { ...loadConfig({ PORT: port, LOG_LEVEL: 'error' }), DATA_DIR: folder };
const service = await startService(config, createLog('error'));
process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)));
