import { z } from 'zod';
import { Dashboard, Finding } from '#contract/dashboard.ts';
import { Nothing, request } from '../../shared/api.ts';

/** Every site in reach, at once. */
export const readDashboard = () => request(Dashboard, 'GET', '/api/admin/dashboard');

/** Says, as a second person, that one knows of this look. */
export const acknowledgeLook = (viewId: string) =>
  request(Nothing, 'POST', `/api/admin/looks/${viewId}/acknowledge`, {});

/** A few of each kind whose name holds what was typed. */
export const findByName = (search: string) =>
  request(z.array(Finding), 'GET', `/api/admin/find?${new URLSearchParams({ search })}`);
