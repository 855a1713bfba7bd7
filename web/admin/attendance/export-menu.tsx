import { App, Button, Dropdown } from 'antd';
import { useNavigate, useSearchParams } from 'react-router';
import { ChildId, ClassroomId, OrganizationId } from '#contract/ids.ts';
import { SHEETS, type SheetName } from '#contract/month-sheets.ts';
import type { SiteView } from '#contract/people.ts';
import { exportMonth } from '../../features/month-sheets/month-api.ts';
import { useSites } from '../../features/sites/use-sites.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useChange } from '../use-change.ts';
import { dayOr, monthOr } from './day-steps.ts';
import { attendanceWords } from './words.ts';

type Choice = 'xlsx' | 'all' | SheetName;

/** The month that is shown, as a file or on paper: of what is filtered, or of every site. Files are recorded as taken out. */
export function ExportMenu({ site }: { site: SiteView }) {
  const say = useWords(attendanceWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { message } = App.useApp();
  const { data: sites = [] } = useSites();
  const month = useShownMonth(site);
  const { change, busy } = useChange(exportMonth, ({ file, name }) => {
    saveFile(file, name);
    void message.success(say('exported'));
  });
  const take = (choice: Choice) =>
    change({
      month,
      language,
      ...(choice !== 'all' && { siteId: site.siteId, ...partOf(params) }),
      ...(choice === 'xlsx' || choice === 'all' ? { format: 'xlsx' } : { format: 'csv', sheet: choice }),
    });
  const print = () => {
    const asked = new URLSearchParams(params);
    asked.set('month', month);
    void navigate(`/a/attendance/print?${asked.toString()}`);
  };
  const items = [
    { key: 'xlsx', label: say('exportXlsx') },
    ...SHEETS.map((sheet) => ({ key: sheet, label: say(`csv_${sheet}`) })),
    ...(sites.length > 1 ? [{ key: 'all', label: say('exportAll') }] : []),
    { type: 'divider' as const },
    { key: 'print', label: say('print') },
  ];
  const onClick = ({ key }: { key: string }) => (key === 'print' ? print() : take(key as Choice));
  return (
    <Dropdown menu={{ items, onClick }} trigger={['click']}>
      <Button loading={busy}>
        {say('exporting')} {month}
      </Button>
    </Dropdown>
  );
}

/** The month of the address, or that of the day it names. */
export function useShownMonth({ timeZone }: SiteView): string {
  const [params] = useSearchParams();
  const today = todayIn(timeZone);
  return monthOr(params.get('month') ?? '', dayOr(params.get('day') ?? '', today).slice(0, 7));
}

/** Which part of the site the address names; anybody can write anything into it. */
export function partOf(params: URLSearchParams) {
  const classroomId = ClassroomId.safeParse(params.get('room')).data;
  const employerId = OrganizationId.safeParse(params.get('employer')).data;
  const childId = ChildId.safeParse(params.get('of')).data;
  return { ...(classroomId && { classroomId }), ...(employerId && { employerId }), ...(childId && { childId }) };
}
