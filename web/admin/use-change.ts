import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, type FormInstance } from 'antd';
import { ProblemError } from '../shared/problem-error.ts';
import { type Say, useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { adminWords } from './words.ts';

const LONGEST_REREADING_MS = 2_000;

export type AdminSay = Say<(typeof adminWords)['keys'][number]>;

export type Change<I> = { change: (input: I) => void; busy: boolean };

/**
 * One change on the server: reads everything shown anew when it is done, then calls `onDone`; says what went wrong
 * otherwise – at the field of `form` that is meant, or as a sentence.
 * @param onProblem where that sentence is said; above the page when nowhere else
 */
export function useChange<I, R>(
  run: (input: I) => Promise<R>,
  onDone: (result: R, input: I) => void,
  form?: FormInstance,
  onProblem?: (sentence: string) => void,
): Change<I> {
  const client = useQueryClient();
  const { message } = App.useApp();
  const language = useLanguage();
  const say = useWords(adminWords);
  const { mutate, isPending } = useMutation({
    mutationFn: run,
    // What is shown is true again before it is said that it is done; a slow list does not keep the word back for long.
    onSuccess: async (result, input) => {
      await Promise.race([client.invalidateQueries(), new Promise((go) => setTimeout(go, LONGEST_REREADING_MS))]);
      onDone(result, input);
    },
    onError: (error) => {
      if (form && markFields(form, error, say)) return;
      const sentence = errorSentence(error, language);
      if (onProblem) onProblem(sentence);
      else void message.error(sentence, 6);
    },
  });
  return { change: (input) => mutate(input), busy: isPending };
}

/**
 * What is wrong inside of a field (the end of one of several hours) is said at the field.
 * @returns whether some field took the problem
 */
export function markFields(form: FormInstance, error: unknown, say: AdminSay): boolean {
  if (!(error instanceof ProblemError) || !error.problem.fields) return false;
  const shown = form.getFieldsError().map(({ name }) => name);
  const marked = Object.entries(error.problem.fields).flatMap(([path, what]) => {
    const name = shown.find((field) => `${path}.`.startsWith(`${field.join('.')}.`));
    return name === undefined ? [] : [{ name, errors: [fieldSentence(what, say)] }];
  });
  form.setFields(marked);
  return marked.length > 0;
}

const KNOWN = [
  'too_small',
  'too_big',
  'invalid_format',
  'end-before-start',
  'overlap',
  'contradicts',
  'another-day',
  'not-yet',
  'not-staff',
  'in-the-past',
  'too-far',
  'required',
  'closed-already',
  'too-many-days',
  'taken',
  'not-a-network',
  'network-everywhere',
  'one-scope',
  'in-the-future',
  'network-reserved',
  'network-too-wide',
  'right-stopped',
  'of-another-operator',
] as const;

/** What a fault that the server named at a field says to a person. */
export function fieldSentence(what: string, say: AdminSay): string {
  const known = KNOWN.find((code) => code === what);
  return say(known ? `field_${known}` : 'field_other');
}
