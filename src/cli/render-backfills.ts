import type { BackfillProgress } from '#operations/read-backfills.ts';
import type { Backfill } from '#sdk/ledger/backfills.ts';
import { renderTable, renderTime } from './output.ts';

const NUMBER = new Intl.NumberFormat('en-US');

/** `1,204 of 2,700 orders, 5,310 events`; what is found grows while a store is read. */
export function describeBackfills(backfills: readonly Backfill[]): string {
  const sum = (of: (backfill: Backfill) => number): number =>
    backfills.reduce((total, backfill) => total + of(backfill), 0);
  const isReading = backfills.some(({ state }) => state === 'reading');
  const found = `${NUMBER.format(sum(({ found: count }) => count))}${isReading ? ' so far' : ''}`;
  const through = NUMBER.format(sum(({ settled, refused }) => settled + refused));
  const [first] = backfills;
  const resource = first?.resource ?? 'records';
  const events = resource === 'orders' ? `, ${NUMBER.format(sum((one) => one.events))} events` : '';
  return `${through} of ${found} ${resource}${events}`;
}

export function renderBackfills({ backfills, standstill }: BackfillProgress): string {
  const table = renderTable(
    ['store', 'from', 'to', 'state', 'found', 'through', 'refused', 'events'],
    backfills.map((one) => [
      one.store,
      renderTime(one.from),
      renderTime(one.to),
      one.state,
      one.found,
      one.settled,
      one.refused,
      one.events,
    ]),
  );
  const remarks = [
    ...(standstill === null ? [] : [`It stands still: ${standstill}`]),
    ...(backfills.some(({ refused }) => refused > 0)
      ? [
          'What was refused stands in "syncline parked list" and "syncline discrepancies list" with its reason.',
        ]
      : []),
  ];
  return [table, ...remarks].join('\n');
}
