import { Router } from 'express';
import { z } from 'zod';
import { AddEmployer, EmployerView, NetworksSaved, SaveEmployer, SaveNetworks } from '../contract/employers.ts';
import { OrganizationId } from '../contract/ids.ts';
import { askingUser } from '../platform/asking.ts';
import { parseBody, send } from '../platform/http.ts';
import type { EmployerDeps } from './employer-deps.ts';
import { listEmployers, readEmployer } from './list-employers.ts';
import { addEmployer, saveEmployer } from './save-employer.ts';
import { saveNetworks } from './save-networks.ts';

/** Employers with their office networks, for operators and for the employers' own administrators. */
export function employerRoutes(deps: EmployerDeps): Router {
  const router = Router()
    .get('/', async (_req, res) => {
      send(res, z.array(EmployerView), await listEmployers(deps, askingUser(res)));
    })
    .post('/', async (req, res) => {
      const asking = askingUser(res);
      const id = await addEmployer(deps, asking, parseBody(AddEmployer, req));
      send(res, EmployerView, await readEmployer(deps, asking, id));
    })
    .put('/:organizationId', async (req, res) => {
      const asking = askingUser(res);
      const id = OrganizationId.parse(req.params.organizationId);
      await saveEmployer(deps, asking, id, parseBody(SaveEmployer, req));
      // Without any site and any people it is out of reach from now on.
      const left = (await listEmployers(deps, asking)).find(({ organizationId }) => organizationId === id);
      send(res, EmployerView.nullable(), left ?? null);
    })
    .put('/:organizationId/networks', async (req, res) => {
      const id = OrganizationId.parse(req.params.organizationId);
      send(res, NetworksSaved, await saveNetworks(deps, askingUser(res), id, parseBody(SaveNetworks, req)));
    });
  return Router().use('/api/admin/employers', router);
}
