import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.ts';

/** What was read from the server, kept while it is shown. A no of the server is an answer: only a missing answer is asked for again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => !(error instanceof ProblemError) && failures < 3,
      retryDelay: (failures) => Math.min(8_000, 500 * 2 ** failures),
      refetchOnWindowFocus: true,
    },
    // What somebody does without a network fails at once and says so: held back, it would be sent minutes later, unasked.
    mutations: { retry: false, networkMode: 'always' },
  },
});
