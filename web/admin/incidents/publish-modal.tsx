import { Alert, App, Checkbox, Form } from 'antd';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import type { IncidentRecorded } from '#contract/incidents.ts';
import { shareOf } from '#contract/merge-details.ts';
import { isToldStale } from '#contract/told-over.ts';
import { toldWords } from '../../features/incidents/told-words.ts';
import { isForFamilies } from '../../features/incidents/for-families.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { listOf } from '../../shared/words/list-of.ts';
import { FormModal } from '../form-modal.tsx';
import { missingIn, type Missing, weightyIn } from './missing.ts';
import type { ModalProps } from './take.ts';
import { guardianName } from './who-called.ts';
import { incidentScreenWords } from './words.ts';

/** Says by name who will read it, with which photos, and what is still missing: after this nothing is taken back. */
export function PublishModal({ file, take, onClose }: ModalProps) {
  const say = useWords(incidentScreenWords);
  const { message } = App.useApp();
  const readers = useReaders();
  const isSent = isForFamilies(file.families);
  // Each photo is for one family, or for the nursery alone.
  const told = new Set(file.families.flatMap(({ childId, guardians }) => (guardians.length > 0 ? [childId] : [])));
  const kept = file.photos.filter(({ childId }) => childId === null || !told.has(childId)).length;
  const photosFor = (n: number): string => (n === 0 ? say('photosNone') : say('photosGo', { n }));
  return (
    <FormModal<object, IncidentRecorded>
      title={say(isSent ? 'publishTitle' : 'publishNobodyTitle')}
      confirm={say(isSent ? 'publishGo' : 'publishNobody')}
      run={() => take({ kind: 'published' })}
      onDone={() => void message.success(say(isSent ? 'published' : 'reviewed'))}
      onClose={onClose}
    >
      <ul className="in-readers">
        {file.families.map((family) => (
          <li key={family.childId}>
            {readers(family)}
            {file.photos.length > 0 && family.guardians.length > 0 && (
              <small>{photosFor(file.photos.filter(({ childId }) => childId === family.childId).length)}</small>
            )}
          </li>
        ))}
      </ul>
      {kept > 0 && <p className="small dim">{say('photosKept', { n: kept })}</p>}
      <StaleWords file={file} />
      {file.families.length === 0 && <p>{say('publishNoChild')}</p>}
      <StillMissing file={file} />
      <p className="dim in-after">{say('after')}</p>
    </FormModal>
  );
}

function useReaders(): (family: IncidentFamily) => string {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  return ({ name: child, guardians }) =>
    guardians.length === 0
      ? say('publishReadsNone', { child })
      : say('publishReads', {
          child,
          guardians: listOf(
            guardians.map((guardian) => guardianName(guardian, language)),
            language,
          ),
        });
}

function StaleWords({ file: { details, families } }: { file: IncidentFile }) {
  const say = useWords(toldWords);
  return families
    .filter(({ childId }) => isToldStale(details, shareOf(details, childId)))
    .map(({ childId, name }) => (
      <Alert key={childId} className="in-stale" type="warning" showIcon title={say('stale', { child: name })} />
    ));
}

function StillMissing({ file }: { file: IncidentFile }) {
  const say = useWords(incidentScreenWords);
  const namesOf = useMissingNames();
  const missing = missingIn(file);
  const weighty = weightyIn(file);
  if (missing.length === 0) return null;
  const isTicked = (_: unknown, value: unknown) =>
    value === true ? Promise.resolve() : Promise.reject(new Error(say('publishWithoutFirst')));
  return (
    <>
      <Alert type="warning" showIcon title={say('stillMissing', { what: namesOf(missing) })} />
      {weighty.length > 0 && (
        <Form.Item name="without" valuePropName="checked" rules={[{ validator: isTicked }]}>
          <Checkbox>{say('publishWithout', { what: namesOf(weighty) })}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

function useMissingNames(): (missing: readonly Missing[]) => string {
  const say = useWords(incidentScreenWords);
  const language = useLanguage();
  return (missing) =>
    listOf(
      missing.map(({ field, child }) => (child === undefined ? say(`f_${field}`) : say('injuryOf', { child }))),
      language,
    );
}
