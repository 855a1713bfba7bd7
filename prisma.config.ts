import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // no fallback on purpose: generate/validate/diff of files need no database
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
