import { Button, Input, Segmented, Select, Tag } from 'antd';
import { AUDIT_KINDS, type AuditKind } from '#contract/audit-actions.ts';
import type { SiteView } from '#contract/people.ts';
import { REASON_WORD } from '#contract/reason-words.ts';
import { RefusalReason } from '#contract/refusal.ts';
import { useWords } from '../../shared/words/book.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useFilter } from '../site-scope.tsx';
import { todayIn } from '../../shared/site-time.ts';
import { NameSelect } from './name-select.tsx';
import { auditWords } from './words.ts';

type Props = { site: SiteView; isNarrowed: boolean; onClear: () => void };

/** What of the audit is shown. All of it stands in the address, so that a search can be sent to somebody. */
export function AuditFilters({ site, isNarrowed, onClear }: Props) {
  const say = useWords(auditWords);
  const [scope, setScope] = useFilter('scope');
  const [kind, setKind] = useFilter('kind');
  const siteId = scope === 'all' ? undefined : site.siteId;
  return (
    <div className="au-filters">
      <Segmented
        aria-label={say('which')}
        value={scope || 'site'}
        onChange={(value) => setScope(value === 'site' ? '' : value)}
        options={[
          { value: 'site', label: say('thisSite') },
          { value: 'all', label: say('everything') },
        ]}
      />
      <Select<AuditKind | ''>
        className="au-kind"
        aria-label={say('by_kind')}
        value={isKind(kind) ? kind : ''}
        onChange={setKind}
        options={['' as const, ...AUDIT_KINDS].map((value) => ({
          value,
          label: say(value ? `kind_${value}` : 'anyKind'),
        }))}
      />
      <NameSelect sort="person" siteId={siteId} />
      <NameSelect sort="child" siteId={siteId} />
      <NameSelect sort="camera" siteId={siteId} />
      <span className="au-day">
        <Day name="from" timeZone={site.timeZone} />
        <Day name="to" timeZone={site.timeZone} />
      </span>
      <Refused />
      {isNarrowed && <Button onClick={onClear}>{say('clear')}</Button>}
    </div>
  );
}

const isKind = (text: string): text is AuditKind => (AUDIT_KINDS as readonly string[]).includes(text);

/** Why looks were refused, where the overview has led here for one reason; taken away, the other conditions stay. */
function Refused() {
  const say = useWords(auditWords);
  const language = useLanguage();
  const [refused, setRefused] = useFilter('refused');
  if (refused === '') return null;
  const known = RefusalReason.safeParse(refused);
  const reason = known.success ? REASON_WORD[known.data][language] : refused;
  return (
    <Tag color="processing" closable={{ 'aria-label': say('anyReason') }} onClose={() => setRefused('')}>
      {say('refusedFor', { reason })}
    </Tag>
  );
}

function Day({ name, timeZone }: { name: 'from' | 'to'; timeZone: string }) {
  const say = useWords(auditWords);
  const [day, setDay] = useFilter(name);
  return (
    <label className="au-day">
      <span>{say(name)}</span>
      <Input type="date" value={day} max={todayIn(timeZone)} onChange={({ target }) => setDay(target.value)} />
    </label>
  );
}
