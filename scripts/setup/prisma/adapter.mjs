// What the WebAssembly engine sees of a database: @prisma/adapter-pg, mended where the engine needs more.
import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { runSql, withDatabase, withoutSchema } from './database.mjs';

// PostgreSQL's catalogues have columns of type "char" (oid 18), unknown to adapter-pg; the engine needs them as Character.
// They pass through the adapter disguised as char[] (oid 1002).
const OID_CHAR = 18;
const OID_CHAR_ARRAY = 1002;
const COLUMN_CHARACTER = 6;
const COLUMN_CHARACTER_ARRAY = 70;

function disguiseChar(result) {
  for (const one of [result].flat()) {
    for (const field of one?.fields ?? []) if (field.dataTypeID === OID_CHAR) field.dataTypeID = OID_CHAR_ARRAY;
  }
  return result;
}

function revealChar(rows) {
  rows.columnTypes = rows.columnTypes.map((type) => (type === COLUMN_CHARACTER_ARRAY ? COLUMN_CHARACTER : type));
  return rows;
}

class CatalogueClient extends pg.Client {
  query(...args) {
    const callback = args.at(-1);
    if (typeof callback === 'function') {
      return super.query(...args.slice(0, -1), (error, result) => callback(error, disguiseChar(result)));
    }
    const result = super.query(...args);
    return typeof result?.then === 'function' ? result.then(disguiseChar) : result;
  }
}

// The engine asks for the server's version before anything else, even to compare two files without a database.
const VERSION_QUERY = /version\(\), current_setting\('server_version_num'\)/;
const VERSION_ANSWER = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 16.0', 160000]],
};

/** Adapters for one engine call; `closeAll` ends every connection that it opened. */
export function createAdapterFactory({ url, shadowDatabaseUrl }) {
  const opened = new Set();
  const schemaName = (url && new URL(url).searchParams.get('schema')) || undefined;

  async function open(address, afterwards) {
    const pool = new pg.Pool({ connectionString: withoutSchema(address), max: 1, Client: CatalogueClient });
    pool.on('error', () => undefined);
    const adapter = await new PrismaPg(pool, { schema: schemaName }).connect();
    const { queryRaw, dispose } = adapter;
    adapter.queryRaw = async (query) => revealChar(await queryRaw.call(adapter, query));
    adapter.executeScript = async (script) => void (await pool.query(script)); // its own splits functions at every ;
    adapter.dispose = async () => {
      if (!opened.delete(adapter)) return;
      await dispose.call(adapter);
      await pool.end();
      await afterwards?.();
    };
    opened.add(adapter);
    return adapter;
  }

  async function openShadow() {
    if (shadowDatabaseUrl) return open(shadowDatabaseUrl);
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const admin = withDatabase(url, 'postgres');
    await runSql(admin, `CREATE DATABASE "${name}"`);
    return open(withDatabase(url, name), () => runSql(admin, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  }

  const connect = async () => connectWhenAsked(() => open(url), Boolean(url), schemaName);
  const closeAll = () => Promise.allSettled([...opened].map((adapter) => adapter.dispose()));
  const about = { provider: 'postgres', adapterName: '@prisma/adapter-pg' };
  return { factory: { ...about, connect, connectToShadowDb: openShadow }, closeAll };
}

/** Connects with the first question, since comparing files and checking a schema need no database at all. */
function connectWhenAsked(open, hasUrl, schemaName) {
  let connecting;
  const adapter = () => {
    if (!hasUrl) throw new Error('No database address is set, and this command needs one: set DATABASE_URL.');
    return (connecting ??= open());
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    queryRaw: async (query) => {
      try {
        return await (await adapter()).queryRaw(query);
      } catch (error) {
        if (!VERSION_QUERY.test(query.sql)) throw error;
        connecting = undefined;
        return VERSION_ANSWER;
      }
    },
    executeRaw: async (query) => (await adapter()).executeRaw(query),
    executeScript: async (script) => (await adapter()).executeScript(script),
    startTransaction: async (level) => (await adapter()).startTransaction(level),
    getConnectionInfo: () => ({ schemaName, supportsRelationJoins: true }),
    dispose: async () => connecting && (await connecting).dispose(),
  };
}
