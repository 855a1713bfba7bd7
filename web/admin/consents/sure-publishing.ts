import { App } from 'antd';
import type { ConsentTextView, OperatorTexts, TextKind } from '#contract/consents.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { ledgerWords } from './words.ts';

type Asked = { zh: string; en: string; required: 'none' | 'now' | 'later' };

/** Asks a second time before signatures end at once, and before a text is published that is word for word the last one. */
export function useSurePublishing(operator: OperatorTexts, kind: TextKind, newest: ConsentTextView | undefined) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const { modal } = App.useApp();
  const sure = async (title: string, content: string): Promise<boolean> =>
    modal.confirm({
      title,
      content,
      okText: say('publishButton'),
      cancelText: say('goBack'),
      okButtonProps: { danger: true },
    });
  return async ({ zh, en, required }: Asked): Promise<boolean> => {
    const isSame = newest !== undefined && zh.trim() === newest.zh && en.trim() === newest.en;
    if (isSame && !(await sure(say('sureSame'), say('sureSameSays', { n: newest.version })))) return false;
    if (required !== 'now' || newest === undefined) return true;
    const count = { n: operator.signed[kind], views: operator.familyViews, kind: kinds(kind) };
    return sure(say('sureNow'), say('sureNowSays', count));
  };
}
