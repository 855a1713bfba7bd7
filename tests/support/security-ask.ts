import { expect } from '@jest/globals';
import { z } from 'zod';
import { Problem } from '../../server/contract/problem.ts';
import { HTTP_STATUS } from '../../server/platform/errors.ts';

export type Ask = {
  method: string;
  path: string;
  token?: string | null;
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};
export type Answer = { status: number; code: string; problem: Problem | null; text: string; headers: Headers };

/** What an answer must never hold: an inside of ours, or what an inside looks like. */
const INSIDE = /node_modules|prisma|\bat \S+ \(|\.ts:\d|stack|<html|<!doctype|postgres|syntax error|rtsps?:\/\/\S*@/i;
const ProblemAnswer = z.strictObject({ problem: z.strictObject(Problem.shape) });

/**
 * Asks, and holds the answer to what every answer owes: a success, or a problem with its status, a code and nothing of
 * ours inside. A fault of the server's own fails the test here.
 */
export async function askAt(url: string, { method, path, token, body, raw, headers }: Ask): Promise<Answer> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(sent !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(sent !== undefined && { body: sent }),
  });
  const text = await answer.text();
  const told = `${method} ${path} → ${String(answer.status)} ${text.slice(0, 300)}`;
  if (answer.status < 400) return { status: answer.status, code: 'ok', problem: null, text, headers: answer.headers };
  const { problem } = parsed(text, told);
  if (HTTP_STATUS[problem.code] !== answer.status || problem.code === 'internal' || INSIDE.test(text))
    throw new Error(`Not an answer that may leave: ${told}`);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  return { status: answer.status, code: problem.code, problem, text, headers: answer.headers };
}

function parsed(text: string, told: string): z.infer<typeof ProblemAnswer> {
  try {
    return ProblemAnswer.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`Not a problem of the contract: ${told}`, { cause });
  }
}

/** An answer word for word, but for the id that names its log line. */
export const words = ({ status, text, problem }: Answer): string =>
  `${String(status)} ${problem === null ? text : text.replace(problem.id, '')}`;
