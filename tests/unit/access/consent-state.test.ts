import { expect, test } from '@jest/globals';
import {
  consentStanding,
  type RequiredText,
  type SignedRow,
  withRequired,
} from '../../../server/access/consent-state.ts';
import { at } from '../../support/watch-facts.ts';

const signed = (change: Partial<SignedRow> = {}): SignedRow => ({
  kind: 'risk_notice',
  version: 1,
  given: true,
  validFrom: at('08:00'),
  validUntil: null,
  recordedAt: at('08:00'),
  ...change,
});
const text = (version: number, clock: string, kind: RequiredText['kind'] = 'risk_notice'): RequiredText => ({
  kind,
  version,
  requiredFrom: at(clock),
});
const standing = (rows: SignedRow[], texts: RequiredText[], clock: string) =>
  consentStanding(withRequired(rows, texts), 'risk_notice', at(clock));

test('what was signed stays good until a newer text is needed, and says until when', () => {
  const texts = [text(3, '12:00'), text(2, '11:00')];
  expect(standing([signed()], texts, '10:00')).toEqual({ state: 'valid', until: at('11:00') });
  expect(standing([signed()], texts, '11:00')).toEqual({ state: 'outdated', until: null });
  expect(standing([signed({ version: 2 })], texts, '11:30')).toEqual({ state: 'valid', until: at('12:00') });
  expect(standing([signed({ version: 3 })], texts, '13:00')).toEqual({ state: 'valid', until: null });
});

test('signing the new text makes it valid at once; an end of its own comes first when it is earlier', () => {
  const again = signed({ version: 2, validUntil: at('11:45'), recordedAt: at('11:15'), validFrom: at('11:15') });
  const texts = [text(2, '11:00')];
  expect(standing([signed(), again], texts, '11:20')).toEqual({ state: 'valid', until: at('11:45') });
  expect(standing([signed(), again], texts, '11:45').state).toBe('expired');
});

test('a text of another kind outdates nothing, and what is withdrawn or expired stays so', () => {
  expect(standing([signed()], [text(2, '09:00', 'video')], '10:00').state).toBe('valid');
  expect(standing([signed({ given: false })], [text(2, '09:00')], '10:00').state).toBe('withdrawn');
  expect(standing([signed({ validUntil: at('09:30') })], [text(2, '09:00')], '10:00').state).toBe('expired');
});
