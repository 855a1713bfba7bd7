import { Alert, Button, Form } from 'antd';
import { IncidentDetails } from '#contract/incident-details.ts';
import type { IncidentFamily, IncidentFile } from '#contract/incident-file.ts';
import { shareOf } from '#contract/merge-details.ts';
import { isToldStale } from '#contract/told-over.ts';
import { toldFrom } from '../../features/incidents/told-from.ts';
import { toldWords } from '../../features/incidents/told-words.ts';
import { useWords } from '../../shared/words/book.ts';
import { type DetailsFields, detailsOf } from './details-form.ts';

export type SuggestedProps = { file: IncidentFile; family: IncidentFamily; nth: number; timeZone: string };

/** What the family would read by the record as it stands in the form; it takes the place of what is written only by a press. */
export function Suggested({ file, family, nth, timeZone }: SuggestedProps) {
  const say = useWords(toldWords);
  const form = Form.useFormInstance<DetailsFields>();
  const fields = Form.useWatch([], form) as DetailsFields | undefined;
  if (!fields?.children) return null;
  const details = IncidentDetails.parse(detailsOf(fields, file));
  const share = shareOf(details, family.childId);
  // What was there before it was opened says over what the words were written.
  const { toldOver, told } = shareOf(file.details, family.childId);
  const isStale = share.told === told && isToldStale(details, { ...share, toldOver });
  const suggestion = toldFrom({ incident: file, details, share, child: family, around: file.families, timeZone });
  if (share.told.trim() === suggestion) return null;
  return (
    <Alert
      className="in-suggested"
      type={isStale ? 'warning' : 'info'}
      showIcon={isStale}
      title={isStale ? say('stale', { child: family.name }) : say('suggestion')}
      description={<q lang="zh">{suggestion}</q>}
      action={
        <Button size="small" onClick={() => form.setFieldValue(['children', nth, 'told'], suggestion)}>
          {say(share.told.trim() === '' ? 'useIt' : 'replaceIt')}
        </Button>
      }
    />
  );
}
