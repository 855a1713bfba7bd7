import { Form, Input } from 'antd';
import type { ConsentKind, SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { endOfDay, todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { ledgerWords } from './words.ts';

export type PaperFieldsOf = { validUntil?: string; signedOn?: string; note?: string };

/** What stands on a paper: when it was signed and until when it holds. */
export function PaperFields({ site, kind }: { site: SiteView; kind: ConsentKind | undefined }) {
  const say = useWords(ledgerWords);
  const common = useWords(adminWords);
  const today = todayIn(site.timeZone);
  const rules = kind === 'insurance' ? [{ required: true, message: common('required') }] : [];
  return (
    <>
      <div className="ad-two">
        <Form.Item name="signedOn" label={say('signedOn')}>
          <Input type="date" max={today} />
        </Form.Item>
        <Form.Item name="validUntil" label={say('validUntil')} rules={rules}>
          <Input type="date" min={today} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={say('note')}>
        <Input.TextArea maxLength={500} />
      </Form.Item>
    </>
  );
}

/** As the server takes it: the last minute of the day, at the site. */
export const acceptedAs = (site: SiteView, { validUntil, signedOn, note = '' }: PaperFieldsOf) => ({
  validUntil: validUntil ? endOfDay(site.timeZone, validUntil).toISOString() : null,
  signedOn: signedOn || null,
  signedBy: null,
  note,
});
