import { useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { accountWords } from './account-words.ts';

type Props = { codes: readonly string[]; onKept: () => void };

/** Shown this once, until their owner says that they are kept. */
export function RecoveryCodeList({ codes, onKept }: Props) {
  const say = useWords(accountWords);
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  const text = codes.join('\n');
  const copy = () =>
    void Promise.resolve()
      .then(() => navigator.clipboard.writeText(text)) // absent on pages without HTTPS
      .then(
        () => setCopied('copied'),
        () => setCopied('copyFailed'),
      );
  return (
    <div className="factor-part">
      <h3>{say('codesTitle')}</h3>
      <p className="dim">{say('codesLead')}</p>
      <ul className="factor-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="factor-ways">
        <Button onClick={copy}>{say('copy')}</Button>
        <a
          className="button"
          download={say('fileName')}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`Kanwa 看娃\n${text}\n`)}`}
        >
          {say('download')}
        </a>
        <Button kind="primary" onClick={onKept}>
          {say('saved')}
        </Button>
      </div>
      <p role="status" className="small dim">
        {copied && say(copied)}
      </p>
    </div>
  );
}
