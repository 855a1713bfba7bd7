import { App, Form, Select } from 'antd';
import { useRef, useState } from 'react';
import type { ChildConsents } from '#contract/consents.ts';
import { CONSENT_KINDS, type ConsentKind, type SiteView } from '#contract/people.ts';
import { acceptPaper, sendOfficePaper } from '../../features/consents/consents-api.ts';
import { PaperInput } from '../../features/consents/paper-input.tsx';
import { consentWords, paperSentence } from '../../features/consents/words.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { FormModal } from '../form-modal.tsx';
import { acceptedAs, PaperFields, type PaperFieldsOf } from './paper-fields.tsx';
import { ledgerWords } from './words.ts';

type Props = { site: SiteView; child: ChildConsents; onClose: () => void };
type Fields = PaperFieldsOf & { kind: ConsentKind };

/** Records a paper with its scan: sent first, then accepted; when the second step fails it waits among those to check. */
export function PaperModal({ site, child, onClose }: Props) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const [file, setFile] = useState<File | null>(null);
  /** What has come to the server: when only the second step failed, trying again does not send the file again. */
  const sent = useRef<{ file: File; kind: ConsentKind; scanId: string } | null>(null);
  const [kind, setKind] = useState<ConsentKind>('agreement');
  const record = async (fields: Fields) => {
    if (file === null) throw new Error(say('file'));
    const stated = acceptedAs(site, fields);
    if (sent.current?.file !== file || sent.current.kind !== fields.kind) {
      const paper = { childId: child.childId, kind: fields.kind, until: stated.validUntil ?? undefined, file };
      const { scanId } = await sendOfficePaper(paper).catch((error: unknown) => {
        void message.error(paperSentence(error, language), 6);
        throw error;
      });
      sent.current = { file, kind: fields.kind, scanId };
    }
    return acceptPaper(sent.current.scanId, stated);
  };
  return (
    <FormModal<Fields, unknown>
      title={say('paperTitle', { child: child.name })}
      confirm={say('acceptButton')}
      initial={{ kind: 'agreement' }}
      run={record}
      onDone={() => void message.success(say('accepted'))}
      onClose={onClose}
    >
      <Form.Item name="kind" label={say('kind')}>
        <Select<ConsentKind>
          options={CONSENT_KINDS.map((value) => ({ value, label: kinds(value) }))}
          onChange={setKind}
        />
      </Form.Item>
      <PaperInput id="office-paper" label={say('file')} onChosen={setFile} />
      <PaperFields site={site} kind={kind} child={child} />
    </FormModal>
  );
}
