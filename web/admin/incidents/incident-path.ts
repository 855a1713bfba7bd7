import type { OpenIncident } from '#contract/incidents.ts';

/** Its site goes along, so that a link leads there from any. */
export const incidentPath = ({ incidentId, siteId }: Pick<OpenIncident, 'incidentId'> & { siteId: string }): string =>
  `/a/incidents/${incidentId}?site=${siteId}`;
