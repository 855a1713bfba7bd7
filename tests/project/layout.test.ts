import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { readProjectTexts } from '../support/project-files.ts';

const FOLDERS = ['server', 'web', 'media', 'prisma', 'scripts', 'tests'];
/** Nothing lies at the root but these folders and what is read there by people or tools. */
const AT_ROOT = [
  ...FOLDERS,
  ...['README.md', 'CHANGELOG.md', 'package.json', 'package-lock.json', 'tsconfig.json', 'prisma.config.ts'],
  ...['jest.config.js', 'eslint.config.js', 'knip.json'],
];

const subfolders = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

test('the root holds the six folders and what tools read there, nothing else', () => {
  const visible = readdirSync('.').filter((name) => !name.startsWith('.') && name !== 'node_modules');
  expect(visible.filter((name) => !AT_ROOT.includes(name) && !name.endsWith('.log'))).toEqual([]);
});

test('the README’s map names every folder at the root and every part of the server', () => {
  const readme = readFileSync('README.md', 'utf8');
  const missing = [...FOLDERS, ...subfolders('server')].filter((name) => !readme.includes(`${name}/`));
  expect(missing).toEqual([]);
});

test('no file names a place of one machine', () => {
  const place = /(?<![\w.])\/(work\/\w+|home\/[a-z]\w*\/|Users\/\w+\/)/;
  const found = readProjectTexts().flatMap(({ path, text }) => {
    const [match] = place.exec(text) ?? [];
    return match ? [`${path}: ${match}`] : [];
  });
  expect(found).toEqual([]);
});

test('packages come from the public registry: no file names another', () => {
  const lock = readFileSync('package-lock.json', 'utf8');
  const hosts = [...lock.matchAll(/"resolved": "https?:\/\/([^/]+)/g)].map(([, host]) => host);
  expect(new Set(hosts.filter((host) => host !== 'registry.npmjs.org'))).toEqual(new Set());
  expect(existsSync('.npmrc') ? readFileSync('.npmrc', 'utf8') : '').not.toMatch(/registry=|cafile|_auth/);
});
