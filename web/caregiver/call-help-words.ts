import { defineBook } from '../shared/words/book.ts';

/** Whom to call for a whole room. */
export const callHelpWords = defineBook(
  'caregiver-call-help',
  {
    title: '用手机打电话求助',
    first_missing: '门口有陌生人：关门，孩子都留在室内，不要开门。孩子不见了：马上清点人数，分头找。',
    first_other: '火警：先带孩子撤到集合点，再清点人数（下方“应急点名”，没有网络也能用）。',
    call119: '火警',
    call110: '报警',
    call120: '急救',
    director: '通知园长（园所电话）',
    directorByHand: '通知园长（这里没有登记园所电话）',
  },
  {
    title: 'Call for help with a phone',
    first_missing:
      'A stranger at the gate: shut the door, keep the children inside, do not open. A child is gone: count the children at once and search.',
    first_other:
      'Fire: take the children to the assembly point first, then count them (“Headcount” below; it works without a network).',
    call119: 'fire brigade',
    call110: 'police',
    call120: 'ambulance',
    director: 'tell the director (the nursery’s number)',
    directorByHand: 'tell the director (no number of the nursery is known here)',
  },
);
