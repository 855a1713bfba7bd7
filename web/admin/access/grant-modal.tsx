import { App, Form, Select } from 'antd';
import { giveGrant, readAccess } from '../../features/access/access-api.ts';
import { type AccessCell, firstReason } from '../../features/access/use-access.ts';
import { clockAndDay } from '../../shared/time.ts';
import { useNow } from '../../shared/use-now.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReasonModal } from '../reason-modal.tsx';
import { FIRST_HOURS, HOUR_MS, useHourOptions } from './grant-hours.ts';
import type { OpenedCell } from './opened-cell.ts';
import { REASON_WORD } from './reason-words.ts';
import { accessWords } from './words.ts';

const TOLD_SECONDS = 8;

type Fields = { hours: number; reason: string };
type Given = { endsAt: string; after: AccessCell | undefined };

/** Lets someone in for a while. It always ends by itself, says what it cannot replace, and afterwards what it changed. */
export function GrantModal({ row, cell, site, onClose }: OpenedCell & { onClose: () => void }) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const [form] = Form.useForm<Fields>();
  const hours = (Form.useWatch('hours', form) as number | undefined) ?? FIRST_HOURS;
  const hourOptions = useHourOptions();
  const now = useNow(10_000);
  const tell = useGrantToast({ cell, site });
  const give = async ({ hours: asked, reason }: Fields): Promise<Given> => {
    const endsAt = new Date(Date.now() + asked * HOUR_MS).toISOString();
    await giveGrant({ userId: row.userId, cameraId: cell.cameraId, endsAt, reason });
    // Given is given, also when this cannot be read: then nothing is said about what it changed.
    const table = await readAccess(site.siteId).catch(() => null);
    const own = table?.rows.find(({ userId }) => userId === row.userId);
    return { endsAt, after: own?.cells.find(({ cameraId }) => cameraId === cell.cameraId) };
  };
  const ends = clockAndDay(new Date(now.getTime() + hours * HOUR_MS), language, site.timeZone);
  return (
    <ReasonModal
      title={`${say('grantTitle')} · ${row.name}`}
      confirm={say('grantTitle')}
      says={
        <>
          <p>{say('grantSays')}</p>
          {cell.allowed && <p>{say('grantNeedless')}</p>}
        </>
      }
      form={form}
      initial={{ hours: FIRST_HOURS }}
      presets={[say('preset_grant_1'), say('preset_grant_2')]}
      run={give}
      onDone={tell}
      onClose={onClose}
    >
      <Form.Item name="hours" label={say('howLong')} extra={say('grantEnds', { time: ends })}>
        <Select options={hourOptions} />
      </Form.Item>
    </ReasonModal>
  );
}

/** A grant that opens nothing is no success: the person would be told that they can watch, and could not. */
function useGrantToast({ cell, site }: Pick<OpenedCell, 'cell' | 'site'>): (given: Given) => void {
  const say = useWords(accessWords);
  const language = useLanguage();
  const { message } = App.useApp();
  return ({ endsAt, after }) => {
    const time = clockAndDay(endsAt, language, site.timeZone);
    if (after && !after.allowed) {
      const reason = REASON_WORD[firstReason(after) ?? 'cannot-decide'][language];
      void message.warning(say('givenButRefused', { time, reason }), TOLD_SECONDS);
    } else if (after && cell.allowed) void message.info(say('givenNeedless', { time }), TOLD_SECONDS);
    else void message.success(say('given', { time }));
  };
}
