import { textOf } from '../contract/consent-drafts.ts';
import { TEXT_KINDS } from '../contract/consents.ts';

const PHONE = '0471-555 0100';

/** The texts of the invented nursery, as an operator would publish them. */
export const DEMO_TEXTS = TEXT_KINDS.map((kind) => ({
  kind,
  zh: textOf(kind, 'zh', { name: '青禾托育', phone: PHONE }),
  en: textOf(kind, 'en', { name: 'Qinghe Childcare', phone: PHONE }),
}));
