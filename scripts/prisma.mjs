// The Prisma command line, made to work where only the npm registry is in reach: npm run prisma -- <command>
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const programs = join(project, 'node_modules', '.bin');

const { status } = spawnSync(join(programs, 'prisma'), process.argv.slice(2), {
  cwd: project,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: programs + delimiter + process.env.PATH, // so that the engine runs under our Node
    PRISMA_SCHEMA_ENGINE_BINARY: join(project, 'scripts', 'setup', 'prisma', 'schema-engine.mjs'),
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
process.exitCode = status ?? 1;
