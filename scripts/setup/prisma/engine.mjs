// Prisma's schema engine as WebAssembly, one method call at a time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { createAdapterFactory } from './adapter.mjs';
import { createDatabase, runSql } from './database.mjs';

const wasmFolder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));

/** The engine leaves the words of a panic here. */
export const panic = {
  message: '',
  set_message(message) {
    this.message = message;
  },
};

export function engineVersion() {
  const { version } = JSON.parse(readFileSync(join(wasmFolder, 'package.json'), 'utf8'));
  return version.split(/[.-]/).at(-1);
}

let loading;
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = panic;
  const glue = await import(join(wasmFolder, 'schema_engine_bg.js'));
  const wasm = readFileSync(join(wasmFolder, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue.SchemaEngine;
}

/** Answers without an engine: plain SQL does. */
const plainMethods = {
  createDatabase: ({ url }) => createDatabase(url),
  ensureConnectionValidity: async ({ url }) => {
    await runSql(url, 'SELECT 1');
    return {};
  },
  dbExecute: async ({ url }, params) => {
    await runSql(params.datasourceType?.url ?? url, params.script);
    return {};
  },
};

/**
 * Runs one method of Prisma's engine protocol.
 * Each call gets an engine of its own, so that no connection and no state is left between two.
 */
export async function callEngine({ schemaFiles, datasource }, method, params) {
  if (plainMethods[method]) return plainMethods[method](datasource, params);
  const SchemaEngine = await (loading ??= loadEngine());
  const { factory, closeAll } = createAdapterFactory(datasource);
  try {
    const datamodels = schemaFiles.map((file) => [file, readFileSync(file, 'utf8')]);
    const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
    const engine = await SchemaEngine.new(options, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
    return await runMethod(engine, method, params);
  } finally {
    await closeAll();
  }
}

async function runMethod(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params);
  if (method === 'reset')
    return (await engine.reset(params ?? { filter: { externalTables: [], externalEnums: [] } })) ?? {};
  if (typeof engine[method] !== 'function') throw new Error(`The schema engine has no method ${method}.`);
  // In WebAssembly these two cannot open a shadow database; devDiagnostic can, and leaves what they need in a cache.
  if (method === 'evaluateDataLoss' || method === 'createMigration') {
    await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  }
  return (await engine[method](params)) ?? {};
}
