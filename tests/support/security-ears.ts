import { askAt, type Answer, type Ask } from './security-ask.ts';
import { connectSocket, Refused, type TestSocket } from './test-server.ts';
import type { ClientToServer } from '../../server/contract/events.ts';
import type { Problem } from '../../server/contract/problem.ts';

/** Somebody with a page open: asks by REST and socket, and everything they were ever told is kept as text. */
export type Ears = {
  told: string[];
  rest: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** @returns the data, or the problem */
  emit: <T>(event: keyof ClientToServer, input: unknown) => Promise<T | { problem: Problem }>;
  socket: TestSocket;
};

export async function earsOf(server: { url: string }, token: string): Promise<Ears> {
  const told: string[] = [];
  const socket = await connectSocket(server, token);
  told.push(JSON.stringify(socket.hello));
  socket.socket.onAny((...said: unknown[]) => void told.push(JSON.stringify(said)));
  return {
    told,
    socket,
    rest: async (method, path, body) => {
      const ask: Ask = { method, path, token, ...(body !== undefined && { body }) };
      const answer = await askAt(server.url, ask);
      told.push(answer.text, JSON.stringify([...answer.headers]));
      return answer;
    },
    emit: async <T>(event: keyof ClientToServer, input: unknown) => {
      const answer = await socket.ask<T>(event, input).catch((error: unknown) => {
        if (error instanceof Refused) return { problem: error.problem };
        throw error;
      });
      told.push(JSON.stringify(answer));
      return answer;
    },
  };
}
