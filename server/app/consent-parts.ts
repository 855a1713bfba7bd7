import type { Router } from 'express';
import { type ConsentsDeps, SCAN_LIMIT } from '../consents/consents-deps.ts';
import { officeConsentRoutes } from '../consents/office-routes.ts';
import { ownConsentRoutes } from '../consents/own-routes.ts';
import { writeFamilyConsent } from '../people/family-consent.ts';
import type { PeopleDeps } from '../people/people-deps.ts';
import { recordChildConsent } from '../people/record-consent.ts';
import { createSealer } from '../platform/sealer.ts';
import { createThrottle } from '../platform/throttle.ts';
import type { AppDeps } from './app-deps.ts';

/** The ledger is written in one place, by people; a guardian's signature and an accepted scan go through it. */
export function consentRoutes(deps: AppDeps, people: PeopleDeps): Router[] {
  const consents: ConsentsDeps = {
    ...people,
    sealer: createSealer(deps.deriveKey('consent-scans')),
    scanThrottle: createThrottle(deps.database.pool, 'consent-scan', SCAN_LIMIT),
    writeGuardiansEntry: ({ childId, siteId, userId, address, at, ...said }, alongside) => {
      const entry = { ...said, userId, address, validFrom: at, recordedAt: at, note: '' };
      const details = { textId: said.textId, how: 'web' };
      return writeFamilyConsent(people, { childId, siteId, address, actorId: userId, entry, details }, alongside);
    },
    recordPaper: (asking, childId, input, paper) => recordChildConsent(people, asking, childId, input, paper),
  };
  return [ownConsentRoutes(consents), officeConsentRoutes(consents)];
}
