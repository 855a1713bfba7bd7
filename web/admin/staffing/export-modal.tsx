import { App, Form, Input } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { exportStaffDays } from '../../features/staffing/staffing-api.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { FormModal } from '../form-modal.tsx';
import { saveFile } from '../../shared/save-file.ts';
import { staffingWords } from './words.ts';

type Fields = { from: string; to: string };

/** Planned against real of some days as a file; the server records that it was taken out. */
export function ExportModal({ site, day, onClose }: { site: SiteView; day: string; onClose: () => void }) {
  const say = useWords(staffingWords);
  const language = useLanguage();
  const { message } = App.useApp();
  const max = todayIn(site.timeZone);
  return (
    <FormModal<Fields, { file: Blob }>
      title={say('exportTitle')}
      confirm={say('export')}
      initial={{ from: `${day.slice(0, 8)}01`, to: day }}
      run={(range) => exportStaffDays({ ...range, siteId: site.siteId, language })}
      onDone={({ file }, { from, to }) => {
        saveFile(file, `${say('fileName')}-${site.name}-${from}-${to}.csv`);
        void message.success(say('exported'));
      }}
      onClose={onClose}
    >
      <Form.Item name="from" label={say('exportFrom')} rules={[{ required: true }]}>
        <Input type="date" max={max} />
      </Form.Item>
      <Form.Item name="to" label={say('exportTo')} rules={[{ required: true }]}>
        <Input type="date" max={max} />
      </Form.Item>
    </FormModal>
  );
}
