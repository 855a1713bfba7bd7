import { Alert } from 'antd';
import type { NetworksSaved } from '#contract/employers.ts';
import { ProblemError } from '../../shared/problem-error.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { fieldSentence } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { faultsByLine, type TypedNetwork } from './network-lines.ts';
import { employerWords } from './words.ts';
import './organizations.css';

type Props = { typed: readonly TypedNetwork[]; trial: { data: NetworksSaved | undefined; error: unknown } };

/** What would come of these networks: each wrong line, or whether one could watch from here and whose pictures end. */
export function NetworksTrial({ typed, trial: { data, error } }: Props) {
  if (error) return <Wrong typed={typed} error={error} />;
  return data === undefined ? null : <Consequence typed={typed} data={data} />;
}

function Wrong({ typed, error }: { typed: readonly TypedNetwork[]; error: unknown }) {
  const say = useWords(employerWords);
  const common = useWords(adminWords);
  const language = useLanguage();
  const faults = error instanceof ProblemError ? faultsByLine(typed, error.problem.fields ?? {}) : [];
  const sentences = faults.map(({ line, text, fault }) =>
    say('wrongLine', { line, text, sentence: fieldSentence(fault, common) }),
  );
  return (
    <div id="networks-wrong" role="alert" className="ad-network-faults">
      {(sentences.length === 0 ? [errorSentence(error, language)] : sentences).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function Consequence({ typed, data }: { typed: readonly TypedNetwork[]; data: NetworksSaved }) {
  const say = useWords(employerWords);
  const { networks, yourAddress, isYourAddressWithin, viewsNow, endedViews } = data;
  const isWrittenElse = networks.join() !== typed.map(({ text }) => text).join();
  return (
    <div className="ad-says" role="status">
      {networks.length === 0 && <p>{say('anywhereSays')}</p>}
      {isWrittenElse && <p className="dim">{say('writtenAs', { networks: networks.join('、') })}</p>}
      <p className="row">
        {say('fromHere', { address: yourAddress })}
        <Pill tone={isYourAddressWithin ? 'live' : 'refused'} icon={isYourAddressWithin ? 'check' : 'close'}>
          {say(isYourAddressWithin ? 'within' : 'without')}
        </Pill>
      </p>
      <p>{viewsNow === 0 ? say('noViews') : say('views', { n: viewsNow, ended: endedViews })}</p>
      {viewsNow > 0 && endedViews === viewsNow && <Alert type="warning" showIcon title={say('everyone')} />}
    </div>
  );
}
