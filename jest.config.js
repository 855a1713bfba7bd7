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

export default {
  projects: [
    suite('unit'),
    suite('project'),
    suite('web', { testEnvironment: 'jsdom' }),
    suite('api'),
    suite('live'),
    suite('media'),
    suite('e2e'),
  ],
  testTimeout: 30_000,
};
