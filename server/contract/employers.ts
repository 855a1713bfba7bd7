import { z } from 'zod';
import { OrganizationId, SiteId } from './ids.ts';

/** An employer as its own administrators and its nursery's operator see it. */
export const EmployerView = z.object({
  organizationId: OrganizationId,
  name: z.string(),
  /** CIDR blocks in which its guardians may watch; empty: anywhere. */
  networks: z.array(z.string()),
  /** Of those whom the reader may know of. */
  sites: z.array(z.object({ siteId: SiteId, name: z.string() })),
  /** Its people with a child at one of the sites above. */
  guardians: z.number().int(),
  /** Its guardians' pictures that run now at these sites. */
  viewsNow: z.number().int(),
  maySave: z.boolean(),
  mayChangeNetworks: z.boolean(),
});
export type EmployerView = z.infer<typeof EmployerView>;

const name = z.string().trim().min(1).max(60);
const siteIds = z.array(SiteId).max(200);

/** An employer that serves no site would be nobody's. */
export const AddEmployer = z.object({ name, siteIds: siteIds.min(1) });
/** Of the sites, only those change that the one who saves may change. */
export const SaveEmployer = z.object({ name, siteIds });

export const MOST_NETWORKS = 50;
/** A trial changes nothing and says what would come of it. */
export const SaveNetworks = z.object({ networks: z.array(z.string().max(100)).max(MOST_NETWORKS), trial: z.boolean() });
export const NetworksSaved = z.object({
  /** As they are written down: without host bits, each once. */
  networks: z.array(z.string()),
  /** Where the asking comes from, and whether a guardian could watch from there. */
  yourAddress: z.string(),
  isYourAddressWithin: z.boolean(),
  viewsNow: z.number().int(),
  endedViews: z.number().int(),
});
export type NetworksSaved = z.infer<typeof NetworksSaved>;
