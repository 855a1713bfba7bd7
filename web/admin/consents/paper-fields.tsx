import { Form, Input } from 'antd';
import type { UserId } from '#contract/ids.ts';
import type { ConsentKind, SiteView } from '#contract/people.ts';
import { useWords } from '../../shared/words/book.ts';
import { endOfDay, todayIn } from '../../shared/site-time.ts';
import { adminWords } from '../words.ts';
import { SignerField } from './signer-field.tsx';
import { ledgerWords } from './words.ts';

export type PaperFieldsOf = {
  signedBy?: UserId;
  signedOn?: string;
  validUntil?: string;
  version?: number;
  note?: string;
};

type Props = { site: SiteView; kind: ConsentKind; child: { childId: string; name: string } };

/** What stands on a paper: who signed it and when, and until when it holds. */
export function PaperFields({ site, kind, child }: Props) {
  const say = useWords(ledgerWords);
  const common = useWords(adminWords);
  const today = todayIn(site.timeZone);
  const rules = kind === 'insurance' ? [{ required: true, message: common('required') }] : [];
  return (
    <>
      <SignerField site={site} child={child} />
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
export const acceptedAs = (site: SiteView, { validUntil, signedOn, signedBy, version, note = '' }: PaperFieldsOf) => ({
  validUntil: validUntil ? endOfDay(site.timeZone, validUntil).toISOString() : null,
  signedOn: signedOn || null,
  signedBy: signedBy ?? null,
  version: version ?? null,
  note,
});
