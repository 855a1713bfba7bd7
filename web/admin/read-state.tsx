import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Loading } from '../shared/ui/loading.tsx';
import { useWords } from '../shared/words/book.ts';
import { errorSentence } from '../shared/words/common.ts';
import { useLanguage } from '../shared/words/language.ts';
import { adminWords } from './words.ts';

type Reading = { error: unknown; data: unknown; refetch: () => unknown };

/**
 * What was read, or why it could not be read; before either nothing is claimed, not even that there is nothing. What is
 * still shown from before stays shown.
 */
export function ReadState({ of, children }: { of: Reading; children: ReactNode }) {
  const say = useWords(adminWords);
  const language = useLanguage();
  if (of.data !== undefined) return children;
  if (!of.error) return <Loading />;
  return (
    <Alert
      type="error"
      showIcon
      title={say('readFailed', { sentence: errorSentence(of.error, language) })}
      action={<Button onClick={() => void of.refetch()}>{say('again')}</Button>}
    />
  );
}
