import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { SiteView } from '#contract/people.ts';
import { exportTasks } from '../../features/checks/checks-api.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useChange } from '../use-change.ts';
import { taskWords } from './task-words.ts';

const MONTHS_BACK = 12;

/** Saves a month of daily checks as a file; the server records that it was taken out. */
export function ExportTasks({ site: { siteId, timeZone } }: { site: SiteView }) {
  const say = useWords(taskWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const months = monthsUntil(todayIn(timeZone));
  const [month, setMonth] = useState(months[0] ?? '');
  const { change, busy } = useChange(
    (wanted: string) => exportTasks({ siteId, month: wanted, language }),
    (file, wanted) => {
      saveFile(file, `${say('exportFile')}-${wanted}.csv`);
      void message.success(say('exported'));
    },
  );
  return (
    <>
      <Select
        aria-label={say('month')}
        value={month}
        options={months.map((value) => ({ value, label: value }))}
        onChange={setMonth}
      />
      <Button loading={busy} onClick={() => change(month)}>
        {say('export')}
      </Button>
    </>
  );
}

/** 2026-11, 2026-10, … */
function monthsUntil(today: string): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return Array.from({ length: MONTHS_BACK + 1 }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}
