// One suite per folder of tests/. `npm test` runs them one after another; by hand:
// npm run jest -- --selectProjects unit [file pattern]

const swcOptions = (tsx) => ({
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', tsx },
    transform: { react: { runtime: 'automatic' } },
  },
  sourceMaps: 'inline',
});

const suite = (name, options = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.{ts,tsx}`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.ts$': ['@swc/jest', swcOptions(false)],
    '\\.tsx$': ['@swc/jest', swcOptions(true)],
  },
  // Vite turns these into addresses and style sheets; under jest a component only needs them to exist.
  moduleNameMapper: { '\\.(css|svg|png|jpg|woff2)$': '<rootDir>/tests/support/empty-asset.ts' },
  modulePathIgnorePatterns: ['<rootDir>/web/dist/', '<rootDir>/.data/'],
  ...options,
});

// These share one PostgreSQL for the whole run; a test file asks for its own database by openTestDatabase().
const withDatabase = {
  globalSetup: '<rootDir>/tests/support/start-test-database.ts',
  globalTeardown: '<rootDir>/tests/support/stop-test-database.ts',
};

export default {
  projects: [
    suite('unit'),
    suite('project'),
    suite('web', { testEnvironment: 'jsdom', setupFiles: ['<rootDir>/tests/support/browser-globals.ts'] }),
    suite('api', withDatabase),
    suite('live', withDatabase),
    suite('media'),
    suite('pages', withDatabase),
    suite('e2e', withDatabase),
  ],
  testSequencer: '<rootDir>/tests/support/longest-first.mjs',
  // Modules of a test file are never let go of: a worker that has grown so much is replaced between two files.
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 90_000,
};
