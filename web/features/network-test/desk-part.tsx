import { useRef, useState } from 'react';
import { saveFile } from '../../shared/save-file.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useWords } from '../../shared/words/book.ts';
import { deskText } from './desk-text.ts';
import type { NetworkTest } from './use-network-test.ts';
import { networkTestWords } from './words.ts';

/** What goes to the IT desk: to copy, to keep, to print. */
export function DeskPart({ test }: { test: Extract<NetworkTest, { phase: 'done' }> }) {
  const say = useWords(networkTestWords);
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null);
  const shown = useRef<HTMLPreElement>(null);
  const text = deskText({ ...test, host: location.host, userAgent: navigator.userAgent });
  const copy = () =>
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(text)) // absent where the page came over plain HTTP
      .then(() => setCopied('copied'))
      .catch(() => {
        if (shown.current) getSelection()?.selectAllChildren(shown.current);
        setCopied('copyFailed');
      });
  const save = () => {
    const time = test.at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
    saveFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), say('fileName', { time }));
  };
  return (
    <section className="nt-desk card" aria-labelledby="nt-desk-title">
      <h2 id="nt-desk-title">{say('desk')}</h2>
      <p className="small dim">{say('deskLead')}</p>
      <div className="nt-desk-acts">
        <Button kind={test.verdict.tone === 'good' ? 'plain' : 'primary'} onClick={() => void copy()}>
          {say('copy')}
        </Button>
        <Button onClick={save}>{say('save')}</Button>
        <Button onClick={() => window.print()}>{say('print')}</Button>
        <span role="status" className="small">
          {copied && say(copied)}
        </span>
      </div>
      {/* Long lines wrap; the keyboard can reach it to scroll and to select. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre ref={shown} className="nt-desk-text" tabIndex={0} aria-labelledby="nt-desk-title">
        {text}
      </pre>
    </section>
  );
}
