import { expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { parseBody, problems, send } from '../../../server/platform/http.ts';
import { createLog } from '../../../server/platform/log.ts';

const Body = z.object({ name: z.string() });
const logged: string[] = [];
const log = createLog('error', { write: (line) => void logged.push(line) });
const app = express()
  .use(express.json())
  .get('/row', () => void z.object({ role: z.enum(['caregiver']) }).parse({ role: 'wizard' }))
  .get('/role', () => void z.enum(['caregiver']).parse('wizard'))
  .get('/rooms/:id', (req, res) => res.json(z.uuid().parse(req.params.id)))
  .post('/', (req, res) => send(res, Body, parseBody(Body, req)))
  .get('/', (_req, res) => send(res, Body, { name: 7 as unknown as string }))
  .use(problems(log));

test('a body that does not fit is the caller’s fault; an answer that does not fit is ours, and names no field', async () => {
  const theirs = await request(app).post('/').send({ name: 7 });
  expect([theirs.status, theirs.body]).toMatchObject([400, { problem: { fields: { name: 'invalid_type' } } }]);
  const ours = await request(app).get('/');
  expect([ours.status, ours.body]).toMatchObject([500, { problem: { code: 'internal' } }]);
  expect(ours.text).not.toContain('name');
});

test.each(['/row', '/role'])(
  'a row that does not parse (%s) is our fault: logged with its id, and nothing of it leaves',
  async (path) => {
    logged.length = 0;
    const ours = await request(app).get(path);
    const { problem } = ours.body as { problem: { code: string; id: string } };
    expect([ours.status, problem.code]).toEqual([500, 'internal']);
    expect(ours.text).not.toMatch(/role|caregiver/);
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ problemId: problem.id, err: { type: 'ZodError' } });
  },
);

test('an id in a path that is none is the caller’s fault, and no line of the log', async () => {
  logged.length = 0;
  const theirs = await request(app).get('/rooms/not-an-id');
  expect([theirs.status, theirs.body]).toMatchObject([400, { problem: { code: 'bad-request' } }]);
  expect(logged).toEqual([]);
});
