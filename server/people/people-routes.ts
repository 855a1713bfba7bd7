import { Router } from 'express';
import { childRoutes } from './child-routes.ts';
import { leaverRoutes } from './leaver-routes.ts';
import type { PeopleDeps } from './people-deps.ts';
import { personRoutes } from './person-routes.ts';
import { siteRoutes } from './site-routes.ts';

/** The register of the administrators' console: sites and rooms, persons, children. */
export const peopleRoutes = (deps: PeopleDeps): Router =>
  Router().use(siteRoutes(deps), personRoutes(deps), leaverRoutes(deps), childRoutes(deps));
