import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { type OperatorTexts, TEXT_KINDS, type TextKind } from '#contract/consents.ts';
import type { SiteView } from '#contract/people.ts';
import { readTexts } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { useMe } from '../../shared/session.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { may } from '../may-open.ts';
import { ReadState } from '../read-state.tsx';
import { PublishModal } from './publish-modal.tsx';
import { ledgerWords } from './words.ts';

/** Every version of the texts that the site's families sign. They are the operator's, who alone publishes them. */
export function TextsPanel({ site }: { site: SiteView }) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const [publishing, setPublishing] = useState<TextKind | null>(null);
  const texts = useQuery({ queryKey: ['consents', 'texts'], queryFn: readTexts });
  const operator = texts.data?.find(({ operatorId }) => operatorId === site.operatorId);
  const mayPublish = may(useMe(), 'texts:write');
  return (
    <ReadState of={texts}>
      <p className="dim">{say('textsLead')}</p>
      {operator &&
        TEXT_KINDS.map((kind) => {
          const versions = operator.texts.filter((text) => text.kind === kind);
          return (
            <section key={kind} className="ad-texts" aria-label={kinds(kind)}>
              <div className="row">
                <h2>{kinds(kind)}</h2>
                <span className="row-space" />
                {mayPublish && (
                  <Button onClick={() => setPublishing(kind)}>
                    {say(versions.length === 0 ? 'publishFirst' : 'publish')}
                  </Button>
                )}
              </div>
              {versions.length === 0 && <p className="dim">{say('none')}</p>}
              {versions.map((text) => (
                <Version
                  key={text.textId}
                  text={text}
                  overtakenBy={overtakenBy(text, versions)}
                  timeZone={site.timeZone}
                />
              ))}
            </section>
          );
        })}
      {operator && publishing && (
        <PublishModal site={site} operator={operator} kind={publishing} onClose={() => setPublishing(null)} />
      )}
    </ReadState>
  );
}

type Text = OperatorTexts['texts'][number];

/** The first later version that ended what was signed before it. @param versions of one kind */
function overtakenBy({ version }: Text, versions: readonly Text[]): Text | undefined {
  return versions
    .filter((later) => later.version > version && later.requiredFrom !== null)
    .sort((a, b) => a.version - b.version)[0];
}

type VersionProps = { text: Text; overtakenBy: Text | undefined; timeZone: string };

function Version({ text, overtakenBy: later, timeZone }: VersionProps) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const time = (at: string) => clockAndDay(at, language, timeZone);
  return (
    <details>
      <summary>
        <b>{kinds('version', { n: text.version })}</b>{' '}
        <span className="dim">
          {say('publishedBy', { name: text.publishedBy, time: time(text.publishedAt) })} ·{' '}
          {text.requiredFrom !== null
            ? say('neededFrom', { time: time(text.requiredFrom) })
            : later
              ? say('earlierGoodUntilVersion', { n: later.version })
              : say('earlierGood')}
        </span>
      </summary>
      <p className="ad-text">{text.zh}</p>
      <p className="ad-text" lang="en">
        {text.en}
      </p>
    </details>
  );
}
