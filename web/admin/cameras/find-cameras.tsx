import { Alert, Button, Radio } from 'antd';
import type { FoundCamera, SearchAnswer } from '#contract/cameras.ts';
import type { SiteView } from '#contract/people.ts';
import { Pill } from '../../shared/ui/pill.tsx';
import { useWords } from '../../shared/words/book.ts';
import { errorSentence } from '../../shared/words/common.ts';
import { type Language, useLanguage } from '../../shared/words/language.ts';
import { AccountForm } from './account-form.tsx';
import './cameras.css';
import { findWords } from './find-words.ts';
import { type Filled, useFind } from './use-find.ts';

const commaIn = (language: Language) => (language === 'zh' ? '、' : ', ');

type Props = { site: SiteView; onFilled: (filled: Filled) => void };

/** Finds cameras in the site's networks, so that nobody has to know an address: choose one, give its account, done. */
export function FindCameras({ site, onFilled }: Props) {
  const say = useWords(findWords);
  const language = useLanguage();
  const { search, streams, chosen, choose, find, take } = useFind(site.siteId, onFilled);
  return (
    <section className="ca-find" aria-label={say('find')} aria-live="polite">
      <Button onClick={find} loading={search.isPending} block>
        {say(search.isPending ? 'finding' : search.data ? 'findAgain' : 'find')}
      </Button>
      {site.cameraNetworks.length > 0 && (
        <p className="dim small">{say('where', { networks: site.cameraNetworks.join(commaIn(language)) })}</p>
      )}
      {search.error && <Alert type="error" showIcon title={errorSentence(search.error, language)} />}
      {search.data && <Found answer={search.data} chosen={chosen} onChoose={choose} />}
      {chosen && <AccountForm key={chosen.service} streams={streams} onTake={take} />}
    </section>
  );
}

type FoundProps = { answer: SearchAnswer; chosen: FoundCamera | null; onChoose: (camera: FoundCamera) => void };

function Found({ answer, chosen, onChoose }: FoundProps) {
  const say = useWords(findWords);
  if (!answer.ok)
    return <Alert type="info" showIcon title={say(answer.why === 'no-networks' ? 'noNetworks' : 'tooWide')} />;
  const { cameras } = answer;
  if (cameras.length === 0) return <Alert type="info" showIcon title={say('nothing')} />;
  const choose = (service: string) => {
    const camera = cameras.find((one) => one.service === service);
    if (camera) onChoose(camera);
  };
  return (
    <>
      <p className="ad-found">{say('found', { n: cameras.length })}</p>
      <Radio.Group
        className="ca-found"
        value={chosen?.service}
        onChange={(event) => choose(String(event.target.value))}
        options={cameras.map((camera) => ({ value: camera.service, label: <Camera camera={camera} /> }))}
      />
    </>
  );
}

function Camera({ camera }: { camera: FoundCamera }) {
  const say = useWords(findWords);
  const language = useLanguage();
  const said = [camera.name, camera.model].filter((text) => text !== null);
  return (
    <span className="ca-camera">
      <b>{said.length > 0 ? said.join(' · ') : say('unnamed')}</b>
      <small className="dim">{camera.address}</small>
      {camera.registeredAs.length > 0 && (
        <Pill tone="primary" icon="check">
          {say('registered', { names: camera.registeredAs.join(commaIn(language)) })}
        </Pill>
      )}
    </span>
  );
}
