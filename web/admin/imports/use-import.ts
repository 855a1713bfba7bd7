import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SiteId } from '#contract/ids.ts';
import { FileFault, type ImportApplied, type ImportReport, MAX_IMPORT_BYTES } from '#contract/imports.ts';
import { applyImport, tryImport } from '../../features/imports/imports-api.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { useChange } from '../use-change.ts';
import { fileSentence } from './finding-words.ts';
import { importWords } from './words.ts';

export type Importing =
  | { phase: 'choosing'; problem: string | null }
  | { phase: 'trying'; file: File }
  | { phase: 'tried'; file: File; report: ImportReport; problem: string | null }
  | { phase: 'done'; result: ImportApplied };

/** From the file over its trial to the import; back to the start at any time. */
export function useImport(siteId: SiteId) {
  const say = useWords(importWords);
  const language = useLanguage();
  const [state, setState] = useState<Importing>({ phase: 'choosing', problem: null });
  const trying = useMutation({ mutationFn: (file: File) => tryImport(siteId, file) });
  const applying = useChange(
    ({ file, rows }: { file: File; rows: 'all' | 'faultless' }) =>
      applyImport(siteId, file, rows).catch((error: unknown) => {
        const problem = sentenceOf(error, language);
        setState((before) => (before.phase === 'tried' ? { ...before, problem } : before));
        throw error;
      }),
    (result) => setState({ phase: 'done', result }),
    undefined,
    () => undefined, // said beside the buttons, see above
  );
  const choose = (file: File) => {
    const problem = localFault(file, language) ?? (file.size > MAX_IMPORT_BYTES ? say('tooLarge') : null);
    if (problem !== null) {
      setState({ phase: 'choosing', problem });
      return;
    }
    setState({ phase: 'trying', file });
    trying.mutate(file, {
      onSuccess: (report) => setState({ phase: 'tried', file, report, problem: null }),
      onError: (error) => setState({ phase: 'choosing', problem: sentenceOf(error, language) }),
    });
  };
  return {
    state,
    choose,
    apply: applying.change,
    applying: applying.busy,
    restart: () => setState({ phase: 'choosing', problem: null }),
  };
}

/** What need not be sent to be refused. */
function localFault(file: File, language: Language): string | null {
  if (/\.xls$/i.test(file.name)) return fileSentence('old-excel', language);
  if (!/\.(csv|tsv|txt|xlsx)$/i.test(file.name)) return fileSentence('wrong-type', language);
  return file.size === 0 ? fileSentence('empty', language) : null;
}

function sentenceOf(error: unknown, language: Language): string {
  const fault = error instanceof ProblemError ? FileFault.safeParse(error.problem.fields?.['file']) : null;
  return fault?.success ? fileSentence(fault.data, language) : errorSentence(error, language);
}
