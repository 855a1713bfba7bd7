import { App, Button } from 'antd';
import { type AuditSearch, exportAudit } from '../../features/audit/audit-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveFile } from '../../shared/save-file.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { auditWords } from './words.ts';

/** Saves what is searched for as a file; the server records that it was taken out. */
export function ExportButton({ search, timeZone }: { search: AuditSearch; timeZone: string }) {
  const say = useWords(auditWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const { change, busy } = useChange(
    (wanted: AuditSearch) => exportAudit(wanted, language),
    ({ file, rows, isCut }) => {
      saveFile(file, `${say('fileName')}-${todayIn(timeZone)}.csv`);
      if (isCut) void message.warning(say('exportedCut', { n: rows }), 10);
      else void message.success(say('exported', { n: rows }));
    },
  );
  return (
    <Button loading={busy} onClick={() => change(search)}>
      {say('export')}
    </Button>
  );
}
