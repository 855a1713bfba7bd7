import { Form, Select } from 'antd';
import type { PersonView } from '#contract/people.ts';
import { useOrganizations } from '../../features/sites/use-sites.ts';
import { useWords } from '../../shared/words/book.ts';
import { staffWords } from './words.ts';

type Props = { extra?: string; disabled?: boolean; present?: PersonView['employer'] };

/** Whose employee somebody is. @param present stays to choose, also where that employer serves none of the reader's sites */
export function EmployerField({ extra, disabled = false, present = null }: Props) {
  const say = useWords(staffWords);
  const { data: organizations = [] } = useOrganizations();
  const employers = new Map(
    [...(present ? [present] : []), ...organizations.filter(({ isEmployer }) => isEmployer)].map(
      ({ organizationId, name }) => [organizationId, name],
    ),
  );
  return (
    <Form.Item name="employerId" label={say('employer')} extra={extra}>
      <Select allowClear disabled={disabled} options={Array.from(employers, ([value, label]) => ({ value, label }))} />
    </Form.Item>
  );
}
