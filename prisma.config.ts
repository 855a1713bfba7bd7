import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Empty is allowed: making the client, checking and comparing schema files need no database.
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
