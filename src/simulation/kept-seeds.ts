import type { Mode } from './plan/history-plan.ts';

/** Seeds that once found something. They are run first, always. */
export const keptSeeds: readonly { readonly seed: number; readonly mode: Mode; readonly found: string }[] = [
  {
    seed: 911236,
    mode: 'liveness',
    found: 'an item was parked because a lost call to stock it was given up',
  },
  { seed: 6331, mode: 'liveness', found: 'a clock set back made readings look explained' },
  { seed: 7069, mode: 'liveness', found: 'a cancellation whose answer was lost left its units reserved' },
  { seed: 57127, mode: 'liveness', found: 'a parcel that left for a canceled order was told to nobody' },
  { seed: 57004, mode: 'liveness', found: 'rests of a clock kept everybody waiting' },
  {
    seed: 58019,
    mode: 'swizzle',
    found: 'an order was shipped by the 3PL and canceled before it was booked',
  },
  {
    seed: 59029,
    mode: 'nets-off',
    found: 'a worker that had lost its lease opened a dispute over what it had seen before',
  },
  { seed: 80014, mode: 'liveness', found: 'a send that was overtaken noted "not sent" over the next one' },
  {
    seed: 90374,
    mode: 'liveness',
    found: 'a request that a stale list did not show counted as not cancelable',
  },
  { seed: 500266, mode: 'liveness', found: 'a refusal that came late paused a connection once more' },
  { seed: 510051, mode: 'liveness', found: 'a request stayed unknown although its order was known again' },
  {
    seed: 510311,
    mode: 'liveness',
    found: 'the ERP was asked to deliver a bundle that it books as a service',
  },
  {
    seed: 700156,
    mode: 'liveness',
    found: 'what was taken out of an order after a part had left counted as asked for twice',
  },
  { seed: 2507, mode: 'liveness', found: 'a return that a stale list did not show counted as gone' },
  {
    seed: 3038,
    mode: 'liveness',
    found: 'a return that was announced before commits were rolled back was not called off',
  },
];
