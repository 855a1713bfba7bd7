import { App, Button, Form, Select } from 'antd';
import type { z } from 'zod';
import type { ClassroomId, OrganizationId } from '#contract/ids.ts';
import { type PersonView, type Role, ROLES, type SiteView } from '#contract/people.ts';
import { ROLE_SCOPES, TEMPORARY_ROLES } from '#contract/roles.ts';
import { addRole } from '../../features/people/people-api.ts';
import { useClassrooms, useOrganizations } from '../../features/sites/use-sites.ts';
import { useMe } from '../../shared/session.ts';
import { useWords } from '../../shared/words/book.ts';
import { mayAddSites } from '../may-open.ts';
import { endOfDay } from '../../shared/site-time.ts';
import { useChange } from '../use-change.ts';
import { adminWords } from '../words.ts';
import { RoleEndField } from './role-end-field.tsx';
import { staffWords } from './words.ts';

type RoleName = z.infer<typeof Role>;
type Fields = { role: RoleName; classroomId?: ClassroomId; organizationId?: OrganizationId; endsAt?: string };
type Scope = (typeof ROLE_SCOPES)[RoleName][number];

/** The first of the table: an inspector of all of an operator's sites is made at the operator's, not at one site. */
const scopeOf = (role: RoleName): Scope => ROLE_SCOPES[role][0];

/** A courtesy: the server decides. */
const MADE_BY_THE_OPERATOR: ReadonlySet<RoleName> = new Set(['site_admin', 'operator_admin']);

/** A role always has one place where it holds; which kind of place follows from the role. */
export function AddRoleForm({ person, site }: { person: PersonView; site: SiteView }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const isOperator = mayAddSites(useMe());
  const givable = ROLES.filter((each) => isOperator || !MADE_BY_THE_OPERATOR.has(each));
  const role = Form.useWatch('role', form) as RoleName | undefined;
  const { change, busy } = useChange(
    ({ endsAt, ...fields }: Fields) =>
      addRole(person.userId, {
        ...fields,
        ...(scopeOf(fields.role) === 'site' && { siteId: site.siteId }),
        ...(endsAt && { endsAt: endOfDay(site.timeZone, endsAt).toISOString() }),
      }),
    () => {
      void message.success(say('roleAdded'));
      form.resetFields();
    },
    form,
  );
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={change} preserve={false}>
      <div className="ad-two">
        <Form.Item name="role" label={say('role')} rules={[{ required: true, message: common('required') }]}>
          <Select options={givable.map((each) => ({ value: each, label: common(`role_${each}`) }))} />
        </Form.Item>
        {role && <ScopeField scope={scopeOf(role)} role={role} site={site} />}
      </div>
      {role && TEMPORARY_ROLES.includes(role) && <RoleEndField key={role} role={role} site={site} />}
      <Button htmlType="submit" loading={busy}>
        {say('addRole')}
      </Button>
    </Form>
  );
}

function ScopeField({ scope, role, site }: { scope: Scope; role: RoleName; site: SiteView }) {
  const say = useWords(staffWords);
  const common = useWords(adminWords);
  const { data: classrooms = [] } = useClassrooms(site.siteId);
  const { data: organizations = [] } = useOrganizations();
  const rules = [{ required: true, message: common('required') }];
  if (scope === 'site') return <Form.Item label={say('scope')}>{site.name}</Form.Item>;
  if (scope === 'classroom') {
    return (
      <Form.Item name="classroomId" label={say('scope_room')} rules={rules}>
        <Select options={classrooms.map(({ classroomId, name }) => ({ value: classroomId, label: name }))} />
      </Form.Item>
    );
  }
  const fitting = organizations.filter(({ isOperator, isEmployer }) =>
    role === 'operator_admin' ? isOperator : isEmployer,
  );
  return (
    <Form.Item name="organizationId" label={say('scope_organization')} rules={rules}>
      <Select options={fitting.map(({ organizationId, name }) => ({ value: organizationId, label: name }))} />
    </Form.Item>
  );
}
