import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

/** A tree in which each rule is broken once: rule, the file that breaks it, what it imports. */
const BROKEN: [rule: string, file: string, imported: string][] = [
  ['no-circular', 'server/live/a.ts', './b.ts'],
  ['no-unresolved', 'server/live/lost.ts', './not-there.ts'],
  ['server-features-apart', 'server/live/nosy.ts', '../people/people-routes.ts'],
  ['contract-knows-only-zod', 'server/contract/wide.ts', 'pg'],
  ['server-sees-of-media-only-its-contract', 'server/live/deep.ts', '../../media/leases.ts'],
  ['media-knows-no-server', 'media/curious.ts', '../server/contract/ids.ts'],
  ['web-sees-of-server-only-its-contract', 'web/shared/reach.ts', '../../server/people/people-routes.ts'],
  ['web-features-apart', 'web/features/live/neighbour.ts', '../people/people-api.ts'],
  ['web-faces-apart', 'web/parent/other.ts', '../admin/screen.ts'],
  ['web-shared-below-all', 'web/shared/upward.ts', '../features/people/people-api.ts'],
  ['prisma-only-in-stores', 'server/people/sneaky.ts', '../../prisma/generated/client.ts'],
  ['product-knows-no-tests', 'server/people/testing.ts', '../../tests/support/nursery.ts'],
  ['installed-where-it-runs', 'server/people/heavy.ts', 'fast-check'],
  ['set-up-needs-nothing', 'scripts/setup/greedy.mjs', 'pg'],
];

/** What is allowed, beside each fence. */
const ALLOWED: [file: string, imported: string][] = [
  ['server/live/fine.ts', '../access/may-watch.ts'],
  ['server/live/fine-too.ts', '#contract/ids.ts'],
  ['server/live/view-store.ts', '../../prisma/generated/client.ts'],
  ['server/live/media.ts', '#media'],
  ['web/parent/screen.ts', '../features/people/people-api.ts'],
  ['web/features/people/people-ids.ts', '#contract/ids.ts'],
];

const EMPTY = [
  ...[
    'server/people/people-routes.ts',
    'server/access/may-watch.ts',
    'server/contract/ids.ts',
    'tests/support/nursery.ts',
  ],
  ...['media/leases.ts', 'media/contract.ts', 'web/features/people/people-api.ts', 'web/admin/screen.ts'],
  'prisma/generated/client.ts',
];

type Violation = { from: string; rule: { name: string } };
const tree = mkdtempSync(join(tmpdir(), 'kanwa-arrows-'));
let violations: Violation[] = [];

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

beforeAll(() => {
  copyFileSync('package.json', join(tree, 'package.json'));
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  for (const file of EMPTY) write(file, 'export default 1;\n');
  for (const [, file, imported] of BROKEN) write(file, `import it from '${imported}';\nexport default it;\n`);
  for (const [file, imported] of ALLOWED) write(file, `import it from '${imported}';\nexport default it;\n`);
  write('server/live/b.ts', `import it from './a.ts';\nexport default it;\n`);
  const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = resolve('.dependency-cruiser.cjs');
  const args = [cruiser, '--config', config, '--output-type', 'json', 'server', 'media', 'web', 'scripts'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

test.each(BROKEN)('the rule %s stops %s from importing %s', (rule, file) => {
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
});

test.each(ALLOWED)('%s may import %s', (file) => {
  expect(violations.filter(({ from }) => from === file)).toEqual([]);
});

test('every rule of .dependency-cruiser.cjs is shown to bite here', () => {
  const load = createRequire(import.meta.url);
  const { forbidden } = load(resolve('.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };
  expect(forbidden.map(({ name }) => name).sort()).toEqual(BROKEN.map(([rule]) => rule).sort());
});
