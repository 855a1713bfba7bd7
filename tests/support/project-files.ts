import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made, not written: what .gitignore names, and git's own. */
const MADE = new Set(['.git', 'node_modules', '.data', 'coverage', 'prisma/generated', 'web/dist']);

/** The project's own files, by path from its root. Walked rather than asked of git, which need not be installed. */
export function listProjectFiles(folder = ''): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (MADE.has(path) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? listProjectFiles(path) : [path];
  });
}

/** Its text files with their text. */
export function readProjectTexts(): { path: string; text: string }[] {
  return listProjectFiles()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .filter(({ text }) => !text.includes('\0'));
}
