import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { parseBody, problems, send } from '../../../server/platform/http.ts';
import { createLog } from '../../../server/platform/log.ts';

const Body = z.object({ name: z.string() });
const app = express()
  .use(express.json())
  .post('/', (req, res) => send(res, Body, parseBody(Body, req)))
  .get('/', (_req, res) => send(res, Body, { name: 7 as unknown as string }))
  .use(problems(createLog('silent')));

test('a body that does not fit is the caller’s fault; an answer that does not fit is ours, and names no field', async () => {
  const theirs = await request(app).post('/').send({ name: 7 });
  expect([theirs.status, theirs.body]).toMatchObject([400, { problem: { fields: { name: 'invalid_type' } } }]);
  const ours = await request(app).get('/');
  expect([ours.status, ours.body]).toMatchObject([500, { problem: { code: 'internal' } }]);
  expect(ours.text).not.toContain('name');
});
