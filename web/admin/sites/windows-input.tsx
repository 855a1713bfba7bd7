import { Alert, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { SESSION_KINDS, type SessionKind, type ViewingWindow, type WeeklySpan } from '#contract/hours.ts';
import { useWords } from '../../shared/words/book.ts';
import { familyWords } from '../families/words.ts';
import { outsideHours } from './spans-rule.ts';
import { WeeklySpansInput } from './weekly-spans-input.tsx';
import { siteWords } from './words.ts';

type Props = {
  value?: readonly ViewingWindow[];
  onChange?: (windows: ViewingWindow[]) => void;
  /** Of the site: what lies outside of them is said. */
  hours: readonly WeeklySpan[];
};

/** The viewing windows of a room: those for everyone, and those of kinds of care that have their own; a field of a form. */
export function WindowsInput({ value = [], onChange, hours }: Props) {
  const say = useWords(siteWords);
  const kindWord = useWords(familyWords);
  // A kind whose last window was taken out is shown until it is closed.
  const [opened, setOpened] = useState<readonly SessionKind[]>([]);
  const of = (kind: SessionKind | null) => value.filter(({ sessionKind }) => (sessionKind ?? null) === kind);
  const shown = SESSION_KINDS.filter((kind) => opened.includes(kind) || of(kind).length > 0);
  const put = (kind: SessionKind | null, spans: readonly WeeklySpan[]) =>
    onChange?.([
      ...value.filter(({ sessionKind }) => (sessionKind ?? null) !== kind),
      ...spans.map((span) => ({ ...span, sessionKind: kind })),
    ]);
  const close = (kind: SessionKind) => {
    setOpened(opened.filter((other) => other !== kind));
    put(kind, []);
  };
  const rest = SESSION_KINDS.filter((kind) => !shown.includes(kind));
  return (
    <div className="ad-windows">
      <h4>{say('windowsForAll')}</h4>
      <WeeklySpansInput value={of(null)} onChange={(spans) => put(null, spans)} whenEmpty={say('windowsFollow')} />
      {shown.map((kind) => (
        <section key={kind} aria-label={kindWord(`kind_${kind}`)}>
          <h4>
            {say('windowsOf', { kind: kindWord(`kind_${kind}`) })}
            <Button size="small" onClick={() => close(kind)}>
              {say('windowsOfNone')}
            </Button>
          </h4>
          <WeeklySpansInput
            value={of(kind)}
            onChange={(spans) => put(kind, spans)}
            whenEmpty={say('windowsAsAll')}
            prefix={kindWord(`kind_${kind}`)}
          />
        </section>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: rest.map((kind) => ({
              key: kind,
              label: kindWord(`kind_${kind}`),
              onClick: () => setOpened([...opened, kind]),
            })),
          }}
        >
          <Button size="small">{say('windowsAddKind')}</Button>
        </Dropdown>
      )}
      {outsideHours(value, hours).length > 0 && <Alert type="warning" showIcon title={say('windowsOutside')} />}
    </div>
  );
}
