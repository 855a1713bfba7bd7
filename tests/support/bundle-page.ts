import { build, type Rolldown } from 'vite';

// Prints a page's script as one file: `node bundle-page.ts path/to/page.ts`. A process of its own, since the bundler
// refuses the objects of jest's sandbox.

const [entry] = process.argv.slice(2);
if (!entry) throw new Error('Which page?');
const built = await build({
  configFile: false,
  logLevel: 'silent',
  define: { 'process.env.NODE_ENV': '"test"' },
  build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'page' } },
});
const [{ output }] = built as [Rolldown.RolldownOutput];
process.stdout.write(output[0].code);
