import { Alert, App, Button, Upload } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ImportApplied } from '#contract/imports.ts';
import type { SiteView } from '#contract/people.ts';
import { readTemplate } from '../../features/imports/imports-api.ts';
import { Icon } from '../../shared/ui/icon.tsx';
import { Loading } from '../../shared/ui/loading.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { importWords } from './words.ts';
import { TrialResult } from './trial-result.tsx';
import { useImport } from './use-import.ts';
import './imports.css';

/** Children, rooms and guardians out of a table: template, file, trial, import. */
export function ImportScreen({ site }: { site: SiteView }) {
  const say = useWords(importWords);
  const { state, choose, apply, applying, restart } = useImport(site.siteId);
  return (
    <>
      <div className="ad-title">
        <h1>{say('title')}</h1>
      </div>
      <p className="dim">{say('intro')}</p>
      {state.phase === 'done' ? (
        <Done site={site} result={state.result} onAgain={restart} />
      ) : (
        <div className="im-steps">
          <Template />
          <ChooseFile busy={state.phase === 'trying'} onChoose={choose}>
            {state.phase === 'choosing' && state.problem && <Alert type="error" showIcon title={state.problem} />}
          </ChooseFile>
        </div>
      )}
      {state.phase === 'trying' && (
        <section className="card ad-section" role="status">
          <Loading /> {say('trying', { file: state.file.name })}
        </section>
      )}
      {state.phase === 'tried' && <TrialResult tried={state} applying={applying} onApply={apply} onAgain={restart} />}
    </>
  );
}

function Template() {
  const say = useWords(importWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const save = (format: 'csv' | 'xlsx') =>
    readTemplate(format, language)
      .then((file) => saveFile(file, `kanwa-import.${format}`))
      .catch((error: unknown) => void message.error(errorSentence(error, language)));
  return (
    <section className="card ad-section" aria-labelledby="im-template">
      <h2 id="im-template">{say('template')}</h2>
      <p>{say('templateSays')}</p>
      <span className="row">
        <Button onClick={() => void save('xlsx')}>{say('xlsx')}</Button>
        <Button onClick={() => void save('csv')}>{say('csv')}</Button>
      </span>
    </section>
  );
}

function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000); // some browsers read it after the click
}

type ChooseProps = { busy: boolean; onChoose: (file: File) => void; children: ReactNode };

function ChooseFile({ busy, onChoose, children }: ChooseProps) {
  const say = useWords(importWords);
  const take = (file: File) => {
    onChoose(file);
    return false; // it is sent by the trial, not by the field
  };
  return (
    <section className="card ad-section" aria-labelledby="im-file">
      <h2 id="im-file">{say('file')}</h2>
      <Upload.Dragger accept=".csv,.tsv,.txt,.xlsx,.xls" showUploadList={false} disabled={busy} beforeUpload={take}>
        <span className="im-drop">
          <Icon name="plus" size={20} />
          <b>{say('choose')}</b>
          <small>{say('chooseSays')}</small>
        </span>
      </Upload.Dragger>
      {children}
    </section>
  );
}

function Done({ site, result, onAgain }: { site: SiteView; result: ImportApplied; onAgain: () => void }) {
  const say = useWords(importWords);
  return (
    <section className="card ad-section">
      <Alert
        type="success"
        showIcon
        title={say('done', result.counts)}
        description={say('doneSays') + (result.endedViews > 0 ? say('doneEnded', { n: result.endedViews }) : '')}
      />
      <span className="row im-after">
        <Link to={`/a/families?site=${site.siteId}`}>{say('toFamilies')}</Link>
        <Button onClick={onAgain}>{say('another')}</Button>
      </span>
    </section>
  );
}
