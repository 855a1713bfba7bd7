import { Alert, Button, Form } from 'antd';
import { useState } from 'react';
import { IncidentDetails } from '#contract/incident-details.ts';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import { shareOf } from '#contract/merge-details.ts';
import { isToldStale } from '#contract/told-over.ts';
import { toldFrom } from '../../features/incidents/told-from.ts';
import { toldWords } from '../../features/incidents/told-words.ts';
import { useWords } from '../../shared/words/book.ts';
import { type DetailsFields, detailsOf } from './details-form.ts';

export type SuggestedProps = { file: IncidentFile; family: IncidentFamily; nth: number; timeZone: string };

/** Somebody's own words, and what took their place. */
type Replaced = { told: string; by: string };

/** What the family would read by the record as it stands in the form; it takes the place of what is written only by a press. */
export function Suggested({ file, family, nth, timeZone }: SuggestedProps) {
  const say = useWords(toldWords);
  const form = Form.useFormInstance<DetailsFields>();
  const [replaced, setReplaced] = useState<Replaced | null>(null);
  const fields = Form.useWatch([], form) as DetailsFields | undefined;
  if (!fields?.children) return null;
  const details = IncidentDetails.parse(detailsOf(fields, file));
  const share = shareOf(details, family.childId);
  const isStale = isToldStale(details, share);
  const suggestion = toldFrom({ incident: file, details, share, child: family, around: file.families, timeZone });
  const put = (told: string): void => form.setFieldValue(['children', nth, 'told'], told);
  if (replaced?.by === share.told) return <PutBack told={replaced.told} onPut={() => put(replaced.told)} />;
  if (share.told.trim() === suggestion) return null;
  const use = (): void => {
    setReplaced(share.told.trim() === '' ? null : { told: share.told, by: suggestion });
    put(suggestion);
  };
  return (
    <Alert
      className="in-suggested"
      type={isStale ? 'warning' : 'info'}
      showIcon={isStale}
      title={isStale ? say('stale', { child: family.name }) : say('suggestion')}
      description={<q lang="zh">{suggestion}</q>}
      action={
        <Button size="small" onClick={use}>
          {say(share.told.trim() === '' ? 'useIt' : 'replaceIt')}
        </Button>
      }
    />
  );
}

/** As long as nothing else was written since. */
function PutBack({ told, onPut }: { told: string; onPut: () => void }) {
  const say = useWords(toldWords);
  return (
    <Alert
      className="in-suggested"
      type="info"
      title={say('replaced')}
      description={<q>{told}</q>}
      action={
        <Button size="small" onClick={onPut}>
          {say('putBack')}
        </Button>
      }
    />
  );
}
