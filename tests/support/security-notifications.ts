import { anySubscription } from './push-service.ts';
import { WHO } from './security-cast.ts';
import { but, PERSONS, plain, row, type Row } from './security-row.ts';

const persons = WHO.filter((who) => PERSONS[who] === 'ok');
/** Of somebody's own alone: whoever else names it reads "not found". */
const MOTHERS = but(but(PERSONS, 'not-found', ...persons), 'ok', 'mother');
/** There is no mail server, and nobody was told of a code. */
const ABSENT = but(PERSONS, 'channel-absent', ...persons);
const WRONG = but(PERSONS, 'wrong-email-code', ...persons);

/** How one is told while not looking. */
export const NOTIFICATIONS: Row[] = [
  plain('GET /api/me/notifications', PERSONS),
  plain('PUT /api/me/notifications', PERSONS, { routine: { push: true, email: false }, muted: ['addendum'] }),
  row('POST /api/me/notifications/browsers', PERSONS, () => Promise.resolve({ body: anySubscription() }), null),
  row('DELETE /api/me/notifications/browsers/:subscriptionId', MOTHERS, async (o) => ({
    params: { subscriptionId: await o.pushSubscription() },
  })),
  plain('POST /api/me/notifications/email', ABSENT, { address: 'wang@example.test' }),
  plain('POST /api/me/notifications/email/confirmation', WRONG, { code: '000000' }),
  plain('DELETE /api/me/notifications/email', PERSONS),
  // A browser that the row above has subscribed is no real one; asking it is what the tests of notifications do.
  plain('POST /api/me/notifications/trial', ABSENT, { channel: 'email' }),
  plain('POST /api/me/notifications/seen', PERSONS, { position: 1 }),
];
