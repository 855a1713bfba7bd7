import { Form, Select } from 'antd';
import type { AccessTable, ChangeAccess } from '#contract/access.ts';
import { changeAccess, undoAccessChange } from '../../features/access/access-api.ts';
import { useTrial } from '../../features/access/use-access.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { ChangeLines, linesOf } from './change-lines.tsx';
import { FIRST_HOURS, HOUR_MS, useHourOptions } from './grant-hours.ts';
import type { OfferUndo } from './use-undo.tsx';
import { accessWords } from './words.ts';

type Asked = Pick<Extract<ChangeAccess, { kind: 'deny' }>, 'siteId' | 'userIds' | 'cameraIds'>;
type Fields = { hours: number; reason: string };
type Props = {
  kind: ChangeAccess['kind'];
  table: AccessTable;
  asked: Asked;
  timeZone: string;
  offerUndo: OfferUndo;
  onClose: () => void;
};

const PRESETS = {
  grant: ['preset_grant_1', 'preset_grant_2'],
  deny: ['preset_deny_1', 'preset_deny_2'],
  withdraw: ['preset_right_2', 'preset_right_3'],
} as const;

/** One change for many, as it would turn out: how many rights change, how many already are so, how many views end. */
export function BulkModal({ kind, table, asked, timeZone, offerUndo, onClose }: Props) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const [form] = Form.useForm<Fields>();
  const hours = (Form.useWatch('hours', form) as number | undefined) ?? FIRST_HOURS;
  const hourOptions = useHourOptions();
  const now = useNow(60_000);
  const endsAt = new Date(now.getTime() + hours * HOUR_MS);
  const trial = useTrial(changeOf(kind, asked, endsAt, null));
  const { changed, unchanged, endedViews } = trial.data ?? { changed: '…', unchanged: '…', endedViews: '…' };
  return (
    <ReasonModal<Fields, Awaited<ReturnType<typeof changeAccess>>>
      title={say(`bulk_${kind}`, { n: asked.userIds.length })}
      confirm={say(`bulkConfirm_${kind}`, { n: endedViews })}
      danger={kind !== 'grant'}
      says={
        <>
          <p>{say('bulkTrial', { changed, unchanged, n: endedViews })}</p>
          <ChangeLines lines={linesOf(kind, table, asked)} />
          {kind === 'withdraw' && <p>{say('stopsTogether')}</p>}
          {kind === 'grant' && <p>{say('grantSays')}</p>}
        </>
      }
      form={form}
      initial={{ hours: FIRST_HOURS }}
      presets={PRESETS[kind].map((preset) => say(preset))}
      run={({ reason }) => changeAccess(changeOf(kind, asked, endsAt, reason))}
      onDone={(done) => {
        const sentence = say('bulkDone', { changed: done.changed, n: done.endedViews });
        const { changeId } = done;
        if (changeId) offerUndo(sentence, () => undoAccessChange(changeId));
      }}
      onClose={onClose}
    >
      {kind === 'grant' && (
        <Form.Item
          name="hours"
          label={say('howLong')}
          extra={say('grantEnds', { time: clockAndDay(endsAt, language, timeZone) })}
        >
          <Select options={hourOptions} />
        </Form.Item>
      )}
    </ReasonModal>
  );
}

/** Without a reason: a trial. */
function changeOf(kind: ChangeAccess['kind'], asked: Asked, endsAt: Date, reason: string | null): ChangeAccess {
  const why = { reason, trial: reason === null };
  switch (kind) {
    case 'withdraw':
      return { kind, siteId: asked.siteId, userIds: asked.userIds, ...why };
    case 'deny':
      return { kind, ...asked, ...why };
    case 'grant':
      return { kind, ...asked, endsAt: endsAt.toISOString(), ...why };
  }
}
