import { type ReactNode, useEffect, useRef } from 'react';
import type { ConcernReceipt } from '#contract/concerns.ts';
import { useWords } from '../../shared/words/book.ts';
import { concernWords } from './words.ts';

type ReceiptProps = { receipt: ConcernReceipt; onTablet?: boolean; children: ReactNode };

/** What the reporter is told: that it was received, its number, and what happens now. */
export function Receipt({ receipt: { receipt, isReadable, isForOperator }, onTablet = false, children }: ReceiptProps) {
  const say = useWords(concernWords);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="co-receipt">
      <h2 ref={title} tabIndex={-1}>
        {say('sent')}
      </h2>
      <p className="co-receipt-number">{say('receipt', { receipt })}</p>
      {isReadable ? (
        <p>{say(isForOperator ? 'nextOperator' : 'next')}</p>
      ) : (
        <p role="alert" className="co-danger">
          {say('unreadable')}
        </p>
      )}
      <p className="dim">{say(onTablet ? 'nextTablet' : 'nextOwn')}</p>
      {children}
    </div>
  );
}
