import { Alert, App } from 'antd';
import { MOST_REASON } from '#contract/incident-steps.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { SignatureDoubts } from '../../features/incidents/signature-doubts.tsx';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { FormModal } from '../form-modal.tsx';
import { ReasonModal, type WithReason } from '../reason-modal.tsx';
import { incidentEndingWords } from './ending-words.ts';
import { signatureOf } from './signature-of.ts';
import type { ModalProps } from './take.ts';
import { unknownIn, unsignedIn } from './unsigned.ts';

export function FileModal(props: ModalProps) {
  const { file, take, onClose } = props;
  const say = useWords(incidentEndingWords);
  const { message } = App.useApp();
  if (unsignedIn(file).length > 0 || unknownIn(file).length > 0) return <FileUnsignedModal {...props} />;
  return (
    <FormModal<object, IncidentRecorded>
      title={say('fileTitle', { number: file.number })}
      confirm={say('file')}
      run={() => take({ kind: 'closed' })}
      onDone={() => void message.success(say('filed'))}
      onClose={onClose}
    >
      <p>{say('fileSays')}</p>
      <DoubtedSignatures file={file} />
    </FormModal>
  );
}

/** Says whose signature is missing, and asks why it is filed without. */
function FileUnsignedModal({ file, take, onClose }: ModalProps) {
  const say = useWords(incidentEndingWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const children = listOf(
    [...unsignedIn(file), ...unknownIn(file)].map(({ name }) => name),
    language,
  );
  return (
    <ReasonModal<WithReason, IncidentRecorded>
      title={say('unsignedTitle', { number: file.number })}
      confirm={say('file')}
      says={
        <>
          <p>{say('unsignedSays', { children })}</p>
          <DoubtedSignatures file={file} />
        </>
      }
      presets={[say('unsigned_1'), say('unsigned_2')]}
      maxLength={MOST_REASON}
      run={({ reason }) => take({ kind: 'closed', reason })}
      onDone={() => void message.success(say('filed'))}
      onClose={onClose}
    />
  );
}

/** What has to be known of a signature before it counts as the family's word. */
function DoubtedSignatures({ file }: Pick<ModalProps, 'file'>) {
  const say = useWords(incidentEndingWords);
  const doubted = file.families.flatMap((family) => {
    const signature = signatureOf(file, family);
    return signature?.doubts?.length ? [{ family, signature, doubts: signature.doubts }] : [];
  });
  return doubted.map(({ family: { childId, name: child }, signature, doubts }) => (
    <Alert
      key={childId}
      type="warning"
      showIcon
      title={say('doubted', { child, by: signature.by ?? say('somebodyOfFamily') })}
      description={<SignatureDoubts doubts={doubts} signedAt={signature.at} />}
    />
  ));
}

export function TakeBackModal({ file: { number, isGrave }, take, onClose }: ModalProps) {
  const say = useWords(incidentEndingWords);
  const { message } = App.useApp();
  return (
    <ReasonModal<WithReason, IncidentRecorded>
      title={say('takeBackTitle', { number })}
      confirm={say('takeBack')}
      danger
      says={<p>{say(isGrave ? 'takeBackSaysGrave' : 'takeBackSays')}</p>}
      presets={[say('takeBack_1'), say('takeBack_2'), say('takeBack_3')]}
      maxLength={MOST_REASON}
      run={({ reason }) => take({ kind: 'withdrawn', reason })}
      onDone={() => void message.success(say('takenBack'))}
      onClose={onClose}
    />
  );
}
