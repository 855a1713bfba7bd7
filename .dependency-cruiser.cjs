// Who may import whom. Patterns, so that a new feature is covered on the day it is added.
// Each rule is shown to bite in tests/project/arrows.test.ts.
const path = require('node:path');

/** What any feature of the server may use of its neighbours; everything else arrives as a function from app.ts. */
const SHARED_BY_FEATURES = [
  '^server/(contract|platform)/',
  // Pure judgements: no database, no clock, nothing else imported.
  '^server/access/(may-watch|facts|roles|family-scope|consent-state|day-spans)[.]ts$',
  '^server/access/employer-denies-store[.]ts$',
  '^server/attendance/(derive-day|day-state|rooms-of-day)[.]ts$',
  '^server/day-notices/notices-on[.]ts$',
  '^server/incidents/(incident-number|step-data|names-store)[.]ts$',
  '^server/audit/audit-store[.]ts$',
  '^server/events/append-event[.]ts$',
];
const PRISMA = ['^prisma/generated/', '^node_modules/@?prisma/'];
const MAY_USE_PRISMA = ['-store[.]ts$', '^server/platform/database[.]ts$', '^server/demo/'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'server-features-apart',
      comment: 'server/app wires them together, server/demo fills all of them with its nursery',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: '^server/(app|demo)/' },
      to: { path: '^server/', pathNot: ['^server/$1/', ...SHARED_BY_FEATURES] },
    },
    {
      name: 'contract-knows-only-zod',
      severity: 'error',
      from: { path: '^server/contract/' },
      to: { pathNot: ['^server/contract/', '^node_modules/zod/'] },
    },
    {
      name: 'server-sees-of-media-only-its-contract',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/service[.]ts$' },
      to: { path: '^media/', pathNot: '^media/contract[.]ts$' },
    },
    {
      name: 'media-knows-no-server',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: '^(server|web|prisma)/' },
    },
    {
      name: 'web-sees-of-server-only-its-contract',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|media|prisma|scripts)/', pathNot: '^server/contract/' },
    },
    {
      name: 'web-features-apart',
      severity: 'error',
      from: { path: '^web/features/([^/]+)/' },
      to: { path: '^web/', pathNot: ['^web/features/$1/', '^web/shared/'] },
    },
    {
      name: 'web-faces-apart',
      severity: 'error',
      from: { path: '^web/(parent|caregiver|admin|kiosk)/' },
      to: { path: '^web/(parent|caregiver|admin|kiosk)/', pathNot: '^web/$1/' },
    },
    {
      name: 'web-shared-below-all',
      severity: 'error',
      from: { path: '^web/shared/' },
      to: { path: '^web/', pathNot: '^web/shared/' },
    },
    {
      name: 'prisma-only-in-stores',
      severity: 'error',
      from: { path: '^server/', pathNot: MAY_USE_PRISMA },
      to: { path: PRISMA },
    },
    {
      name: 'product-knows-no-tests',
      severity: 'error',
      from: { path: '^(server|media|web|scripts)/' },
      to: { path: '^tests/' },
    },
    {
      name: 'installed-where-it-runs',
      comment: 'server and media run without the packages that only building and testing need',
      severity: 'error',
      from: { path: '^(server|media)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'set-up-needs-nothing',
      comment: 'it runs before anything is installed',
      severity: 'error',
      from: { path: '^scripts/(setup/[^/]+|start|test|check|dev)[.]?m?j?s?$' },
      to: { dependencyTypesNot: ['core'], pathNot: '^scripts/setup/' },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^prisma/generated/'] },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
