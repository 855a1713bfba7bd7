// The demo nursery as npm start runs it, beside one that may run already: node demo-main.ts PORT FOLDER [SETTINGS as JSON]
import { loadConfig } from '../../server/config.ts';
import { createLog } from '../../server/platform/log.ts';
import { startService } from '../../server/service.ts';

const [port = '', folder = '', settings = '{}'] = process.argv.slice(2);
const asked = JSON.parse(settings) as Record<string, string>;
const config = { ...loadConfig({ ...asked, PORT: port, LOG_LEVEL: 'error' }), DATA_DIR: folder };
const starting = startService(config, createLog('error'));
let stopping: Promise<void> | null = null;
// Also while it starts, and once for all signals: a terminal's Ctrl C comes here too, and then the bench's own.
const stop = () => (stopping ??= starting.then((service) => service.stop()).then(() => process.exit(0)));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
await starting;
