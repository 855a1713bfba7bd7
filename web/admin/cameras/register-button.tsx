import { Button } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { readRegister } from '../../features/cameras/cameras-api.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { saveFile } from '../../shared/save-file.ts';
import { todayIn } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { cameraWords } from './words.ts';

/** Saves the register of the site's cameras as a file, for an inspector. */
export function RegisterButton({ site }: { site: SiteView }) {
  const say = useWords(cameraWords);
  const language = useLanguage();
  const { change, busy } = useChange(
    () => readRegister(site.siteId, language),
    (file) => saveFile(file, `${say('registerFile')}-${site.name}-${todayIn(site.timeZone)}.csv`),
  );
  return (
    <Button loading={busy} onClick={() => change(undefined)}>
      {say('registerExport')}
    </Button>
  );
}
