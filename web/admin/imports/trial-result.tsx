import { Alert, Button } from 'antd';
import type { ImportReport } from '#contract/imports.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ErrorTable } from './error-table.tsx';
import { findingLine } from './finding-words.ts';
import type { Importing } from './use-import.ts';
import { importWords } from './words.ts';

type Tried = Extract<Importing, { phase: 'tried' }>;
type TrialProps = {
  tried: Tried;
  applying: boolean;
  onApply: (what: { file: File; rows: 'all' | 'faultless' }) => void;
  onAgain: () => void;
};

/** What an import would do, errors first, and the button that does it. */
export function TrialResult({ tried: { file, report, problem }, applying, onApply, onAgain }: TrialProps) {
  const say = useWords(importWords);
  const { added, changed, faulty } = report.counts;
  return (
    <section className="card ad-section" aria-labelledby="im-trial">
      <h2 id="im-trial">{say('trial')}</h2>
      <p role="status">{say('trialOf', { file: file.name })}</p>
      <Counts report={report} />
      <div className="row im-after">
        {added + changed > 0 && (
          <Button
            type="primary"
            loading={applying}
            onClick={() => onApply({ file, rows: faulty > 0 ? 'faultless' : 'all' })}
          >
            {say(faulty > 0 ? 'applyFaultless' : 'applyAll', { n: added + changed })}
          </Button>
        )}
        {added + changed === 0 && <span>{say('nothingToDo')}</span>}
        <Button onClick={onAgain}>{say('again')}</Button>
      </div>
      {problem && <Alert type="error" showIcon title={problem} />}
      {report.errors.length > 0 ? <ErrorTable errors={report.errors} /> : <p>{say('noErrors')}</p>}
      <Warnings report={report} />
    </section>
  );
}

function Counts({ report: { counts, made, ignoredColumns } }: { report: ImportReport }) {
  const say = useWords(importWords);
  return (
    <>
      <dl className="im-counts">
        {(['added', 'changed', 'same', 'faulty'] as const).map((key) => (
          <div key={key} className={key === 'faulty' && counts.faulty > 0 ? 'im-count im-bad' : 'im-count'}>
            <dt>{say(key)}</dt>
            <dd>{say('rows', { n: counts[key] })}</dd>
          </div>
        ))}
      </dl>
      <p className="dim">{say('made', made)}</p>
      {ignoredColumns.length > 0 && (
        <Pill tone="stalled" icon="alarm">
          {say('ignored', { columns: ignoredColumns.join('、') })}
        </Pill>
      )}
    </>
  );
}

function Warnings({ report: { warnings } }: { report: ImportReport }) {
  const say = useWords(importWords);
  const language = useLanguage();
  if (warnings.length === 0) return null;
  return (
    <Alert
      type="warning"
      title={say('warnings', { n: warnings.length })}
      description={
        <ul className="im-warnings">
          {warnings.map((warning) => (
            <li key={`${warning.row} ${warning.column} ${warning.code}`}>{findingLine(warning, language)}</li>
          ))}
        </ul>
      }
    />
  );
}
