import { consentBugs } from './consent-bugs.ts';
import { bookingBugs } from './booking-bugs.ts';
import { everydayBugs } from './everyday-bugs.ts';
import { effectBugs } from './effect-bugs.ts';
import { expectationBugs } from './expectation-bugs.ts';
import { failureBugs } from './failure-bugs.ts';
import { fulfillmentBugs } from './fulfillment-bugs.ts';
import { orderBugs } from './order-bugs.ts';
import { pollBugs } from './poll-bugs.ts';
import { receiptBugs } from './receipt-bugs.ts';
import { refundBugs } from './refund-bugs.ts';
import { reservationBugs } from './reservation-bugs.ts';
import { returnBugs } from './return-bugs.ts';
import { takeOverBugs } from './take-over-bugs.ts';
import { workBugs } from './work-bugs.ts';
import { writeBugs } from './write-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Every planted bug. Those in `witnesses.ts` are known to be seen; the others wait for a longer search. */
export const allBugs: readonly PlantedBug[] = [
  ...receiptBugs,
  ...workBugs,
  ...failureBugs,
  ...effectBugs,
  ...takeOverBugs,
  ...orderBugs,
  ...bookingBugs,
  ...refundBugs,
  ...everydayBugs,
  ...fulfillmentBugs,
  ...pollBugs,
  ...reservationBugs,
  ...returnBugs,
  ...expectationBugs,
  ...writeBugs,
  ...consentBugs,
];
