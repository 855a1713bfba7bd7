import { useQuery } from '@tanstack/react-query';
import { ViewingLog } from '#contract/live.ts';
import { request } from '../shared/api.ts';
import { groupBy } from '../shared/group-by.ts';
import { clock, dayName } from '../shared/time.ts';
import { Empty } from '../shared/ui/empty.tsx';
import { Failed } from '../shared/ui/failed.tsx';
import { Icon, type IconName } from '../shared/ui/icon.tsx';
import { Loading } from '../shared/ui/loading.tsx';
import { Pill } from '../shared/ui/pill.tsx';
import { useWords } from '../shared/words/book.ts';
import { useLanguage } from '../shared/words/language.ts';
import { usePageTitle } from './page-title.ts';
import { useHome } from './use-home.ts';
import { parentWords } from './words.ts';
import './log.css';

type Look = ViewingLog['looks'][number];

const ICON: Record<Look['as'], IconName> = {
  self: 'person',
  'own-family': 'home',
  'other-family': 'people',
  staff: 'shield',
  guest: 'key',
};

/** Who looked at the rooms of one's own children, from when to when, and as what. */
export default function LogScreen() {
  const say = useWords(parentWords);
  const log = useQuery({
    queryKey: ['viewing-log'],
    queryFn: () => request(ViewingLog, 'GET', '/api/viewing-log'),
    refetchInterval: 30_000,
  });
  usePageTitle(say('log'));
  return (
    <main className="page">
      <h1>{say('log')}</h1>
      <p className="dim">{say('logLead')}</p>
      {log.data ? (
        <Days {...log.data} />
      ) : log.error ? (
        <Failed error={log.error} onAgain={() => void log.refetch()} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

function Days({ looks, familiesSince }: ViewingLog) {
  const say = useWords(parentWords);
  const language = useLanguage();
  const timeZone = useHome().data?.children[0]?.timeZone;
  if (looks.length === 0) return <Empty icon="eye">{say('logEmpty')}</Empty>;
  const days = groupBy(looks, ({ at }) => dayName(at, language, timeZone));
  return (
    <>
      {[...days].map(([day, ofDay]) => (
        <section key={day} className="log-day">
          <h2>{day}</h2>
          <ul className="log card">
            {ofDay.map((look) => (
              <LookLine key={look.lookId} look={look} timeZone={timeZone} />
            ))}
          </ul>
        </section>
      ))}
      {familiesSince && (
        <p className="dim">
          {say('logFamiliesSince', {
            day: dayName(familiesSince, language, timeZone),
            at: clock(familiesSince, timeZone),
          })}
        </p>
      )}
    </>
  );
}

function LookLine({ look, timeZone }: { look: Look; timeZone: string | undefined }) {
  const say = useWords(parentWords);
  const from = clock(look.at, timeZone);
  return (
    <li>
      <span className="log-icon">
        <Icon name={ICON[look.as]} size={18} weight={1.8} />
      </span>
      <span className="log-who">
        <b>{say(`as_${look.as}`, { name: look.name ?? say('unnamed') })}</b>
        <span className="small dim">
          {look.kind === 'stills' ? say('logStills', { camera: look.cameraName }) : look.cameraName}
        </span>
      </span>
      <span className="row-space" />
      {look.until === null ? (
        <>
          <span className="small dim">{from} –</span>
          <Pill tone="live" icon="dot">
            {say('logNow')}
          </Pill>
        </>
      ) : (
        <span className="small dim">{say('logFromTo', { from, to: clock(look.until, timeZone) })}</span>
      )}
    </li>
  );
}
