import { App, Form, Select } from 'antd';
import type { WaitingScan } from '#contract/consents.ts';
import type { SiteView } from '#contract/people.ts';
import { acceptPaper } from '../../features/consents/consents-api.ts';
import { consentWords } from '../../features/consents/words.ts';
import { isProblem, ProblemError } from '../../shared/problem-error.ts';
import { dateIn } from '../../shared/site-time.ts';
import { sayIn, useWords } from '../../shared/words/book.ts';
import { FormModal } from '../form-modal.tsx';
import { acceptedAs, PaperFields, type PaperFieldsOf } from './paper-fields.tsx';
import { ScanPicture } from './scan-picture.tsx';
import { ledgerWords } from './words.ts';

type Props = { site: SiteView; scan: WaitingScan; onClose: () => void };

/** A paper beside what is to be recorded of it: as its sender said, until somebody says otherwise. */
export function AcceptModal({ site, scan, onClose }: Props) {
  const say = useWords(ledgerWords);
  const kinds = useWords(consentWords);
  const { message } = App.useApp();
  return (
    <FormModal<PaperFieldsOf, unknown>
      title={say('acceptTitle', { child: scan.childName, kind: kinds(scan.kind) })}
      confirm={say('acceptButton')}
      says={<ScanPicture scan={scan} />}
      initial={statedOn(site, scan)}
      run={(fields) => acceptPaper(scan.scanId, acceptedAs(site, fields)).catch(explain)}
      onDone={() => void message.success(say('accepted'))}
      onClose={onClose}
    >
      <PaperFields site={site} kind={scan.kind} child={{ childId: scan.childId, name: scan.childName }} />
      {scan.versions.length > 0 && (
        <Form.Item name="version" label={say('version')} extra={say('versionSays')}>
          <Select options={scan.versions.map((value) => ({ value, label: kinds('version', { n: value }) }))} />
        </Form.Item>
      )}
    </FormModal>
  );
}

function statedOn({ timeZone }: SiteView, { uploadedBy, statedUntil, versions }: WaitingScan): PaperFieldsOf {
  const [version] = versions;
  return {
    ...(uploadedBy.relation !== null && { signedBy: uploadedBy.userId }),
    ...(statedUntil !== null && { validUntil: dateIn(timeZone, statedUntil) }),
    ...(version !== undefined && { version }),
  };
}

/** A consent that was taken back needs another sentence than a list that is old. */
function explain(error: unknown): never {
  if (!isProblem(error, 'conflict') || error.problem.fields?.['scan'] !== 'withdrawn-since') throw error;
  const [zh, en] = [sayIn('zh', ledgerWords, 'withdrawnSince'), sayIn('en', ledgerWords, 'withdrawnSince')];
  throw new ProblemError({ ...error.problem, message: { zh, en } });
}
