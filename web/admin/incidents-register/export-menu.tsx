import { App, Button, Dropdown } from 'antd';
import { REGISTER_FORMS } from '#contract/incident-register.ts';
import { exportRegister, type RegisterSearch } from '../../features/incident-register/register-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { saveFile } from '../../shared/save-file.ts';
import { useChange } from '../use-change.ts';
import { registerWords } from './words.ts';

const FILES = REGISTER_FORMS.flatMap((form) => (['xlsx', 'csv'] as const).map((format) => ({ form, format })));

const SHOWN_SECONDS = 8;

/** What is searched for, as the form of the country wants it. The server records that it was taken out. */
export function ExportMenu({ search }: { search: RegisterSearch }) {
  const say = useWords(registerWords);
  const { message } = App.useApp();
  const { change, busy } = useChange(exportRegister, ({ file, name, rows, leftOut }) => {
    saveFile(file, name);
    void message.success(say(leftOut > 0 ? 'exportedNotAll' : 'exported', { n: rows, m: leftOut }), SHOWN_SECONDS);
  });
  const filesOf = (wanted: (typeof FILES)[number]['form']) =>
    FILES.filter(({ form }) => form === wanted).map(({ form, format }) => ({
      key: `${form} ${format}`,
      label: say(`export_${form}_${format}`),
      onClick: () => change({ ...search, form, format }),
    }));
  // Said before it is taken: the form has no place for everything that is listed here, and we do not know all it asks.
  const items = REGISTER_FORMS.map((form) => ({
    ...{
      key: form,
      type: 'group' as const,
      label: <span className="ir-export-says">{say(`exportSays_${form}`)}</span>,
    },
    children: filesOf(form),
  }));
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button loading={busy}>{say('export')}</Button>
    </Dropdown>
  );
}
