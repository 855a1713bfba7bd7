import { Alert, Button, Typography } from 'antd';
import type { AuditChain } from '#contract/audit.ts';
import type { SiteView } from '#contract/people.ts';
import { checkAuditChain } from '../../features/audit/audit-api.ts';
import { useAuditChain } from '../../features/audit/use-audit.ts';
import { clock, dayName, isSameDay } from '../../shared/time.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { ReadState } from '../read-state.tsx';
import { useChange } from '../use-change.ts';
import { auditWords } from './words.ts';

/** Whether the audit is what was written, as of its last check; never more than that check looked at. */
export function ChainState({ site }: { site: SiteView }) {
  const chain = useAuditChain();
  return <ReadState of={chain}>{chain.data && <Checked chain={chain.data} site={site} />}</ReadState>;
}

function Checked({ chain: { newest, unsealed, checked }, site }: { chain: AuditChain; site: SiteView }) {
  const say = useWords(auditWords);
  const check = useChange(checkAuditChain, () => undefined);
  const sentence = useSentence(site);
  const isBroken = checked !== null && !checked.isWhole;
  return (
    <Alert
      type={isBroken ? 'error' : checked ? 'success' : 'info'}
      showIcon
      role={isBroken ? 'alert' : 'status'}
      title={sentence(checked)}
      description={
        <span className="au-mark">
          {newest && (
            <span title={say('markHint')}>
              {say('mark')} <Mark text={`${newest.position}:${newest.hash}`} />
            </span>
          )}
          {unsealed > 0 && <span>{say('unsealed', { n: unsealed })}</span>}
        </span>
      }
      action={
        <Button size="small" loading={check.busy} onClick={() => check.change(undefined)}>
          {say('checkNow')}
        </Button>
      }
    />
  );
}

/** Long, but it is the whole of it that proves something: shown short, copied whole. */
const Mark = ({ text }: { text: string }) => (
  <Typography.Text code copyable={{ text }}>
    {`${text.slice(0, text.indexOf(':') + 9)}…`}
  </Typography.Text>
);

function useSentence({ timeZone }: SiteView) {
  const say = useWords(auditWords);
  const language = useLanguage();
  return (checked: AuditChain['checked']): string => {
    if (checked === null) return say('neverChecked');
    const { at, isWhole, places } = checked;
    const isToday = isSameDay(at, new Date(), timeZone);
    const time = `${isToday ? '' : `${dayName(at, language, timeZone)} `}${clock(at, timeZone)}`;
    if (places === null) return say(isWhole ? 'intactAll' : 'brokenSomewhere', { time });
    const { from, to, brokenAt } = places;
    if (brokenAt !== null) return say('broken', { place: brokenAt, time });
    return from === 1 ? say('intact', { time, n: to }) : say('intactFrom', { time, from, to });
  };
}
