import { App, Button } from 'antd';
import type { AccessTable, ExportAccess } from '#contract/access.ts';
import type { SiteView } from '#contract/people.ts';
import { exportAccess } from '../../features/access/access-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveFile } from '../../shared/save-file.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { accessWords } from './words.ts';

type Props = { table: AccessTable; isWhole: boolean; site: SiteView };

/** Saves what is shown as a file, as it is decided at that moment; the server records that it was taken out. */
export function ExportButton({ table, isWhole, site }: Props) {
  const say = useWords(accessWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const { change, busy } = useChange(
    (asked: ExportAccess) => exportAccess(asked),
    ({ file, rows }) => {
      saveFile(file, `${say('fileName')}-${site.name}-${todayIn(site.timeZone)}.csv`);
      void message.success(say('exported', { n: rows }));
    },
  );
  const asked = {
    siteId: site.siteId,
    userIds: isWhole ? null : table.rows.map(({ userId }) => userId),
    cameraIds: isWhole ? null : table.cameras.map(({ cameraId }) => cameraId),
    language,
  };
  return (
    <Button loading={busy} onClick={() => change(asked)}>
      {say('export')}
    </Button>
  );
}
