import { Form, Select } from 'antd';
import type { SiteView } from '#contract/people.ts';
import { useChildren } from '../../features/people/use-people.ts';
import { useWords } from '../../shared/words/book.ts';
import { ledgerWords } from './words.ts';

/** Which of the child's guardians signed a paper; left empty when it does not say. */
export function SignerField({ site, child }: { site: SiteView; child: { childId: string; name: string } }) {
  const say = useWords(ledgerWords);
  const { data } = useChildren(site.siteId, child.name);
  const guardians = data?.find(({ childId }) => childId === child.childId)?.guardians ?? [];
  return (
    <Form.Item name="signedBy" label={say('signedBy')}>
      <Select
        allowClear
        loading={!data}
        placeholder={say('signerUnknown')}
        options={guardians.map(({ userId, name, relation }) => ({ value: userId, label: `${relation} ${name}` }))}
      />
    </Form.Item>
  );
}
