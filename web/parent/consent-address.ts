import type { ConsentKind } from '#contract/people.ts';
import type { PublicRefusal } from '#contract/refusal.ts';

/** Where a consent of a child is signed, confirmed or shown. */
export const consentAddress = (childId: string, kind: ConsentKind): string =>
  `/p/consents?${new URLSearchParams({ child: childId, kind }).toString()}`;

/** The consent that a refusal asks for. */
const CONSENT_ASKED: Partial<Record<PublicRefusal, ConsentKind>> = {
  'agreement-invalid': 'agreement',
  'insurance-invalid': 'insurance',
  'risk-notice-unread': 'risk_notice',
  'video-consent-invalid': 'video',
};

export function consentOf(childId: string, code: PublicRefusal): string | null {
  const kind = CONSENT_ASKED[code];
  return kind === undefined ? null : consentAddress(childId, kind);
}
