import { z } from 'zod';
import { type AddEmployer, EmployerView, NetworksSaved, type SaveEmployer } from '#contract/employers.ts';
import type { OrganizationId } from '#contract/ids.ts';
import { request } from '../../shared/api.ts';

const PATH = '/api/admin/employers';

export const readEmployers = (): Promise<EmployerView[]> => request(z.array(EmployerView), 'GET', PATH);

export const addEmployer = (employer: z.input<typeof AddEmployer>) => request(EmployerView, 'POST', PATH, employer);

/** null when it is out of reach from now on. */
export const saveEmployer = (id: OrganizationId, employer: z.input<typeof SaveEmployer>) =>
  request(EmployerView.nullable(), 'PUT', `${PATH}/${id}`, employer);

/** A trial changes nothing. @throws ProblemError that names each line that is no network, as `networks.0` */
export const saveNetworks = (id: OrganizationId, networks: readonly string[], trial: boolean): Promise<NetworksSaved> =>
  request(NetworksSaved, 'PUT', `${PATH}/${id}/networks`, { networks, trial });
