import { cellFromSubject, cellSubject } from '#domain/stock.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import type { Store } from '../world/vendors.ts';

/** What a store says of a row whose item it does not keep at the location, and of one whose item it does not count. */
const NOT_STOCKED = /not stocked/;
const NOT_COUNTED = /not allowed to be adjusted/;

/** Cells that are parked as refused although the store keeps them: one bad row has stopped the others of its batch (I16). */
export function findWronglyRefused(
  parked: readonly Pick<WorkRow, 'job' | 'connection' | 'subject' | 'reason'>[],
  stores: readonly Store[],
  untracked: ReadonlySet<string>,
): readonly string[] {
  const kept = new Set(
    stores.flatMap(({ name, model }) =>
      model.shop.levels().flatMap((level) => (level.active ? [`${name} ${cellSubject(level)}`] : [])),
    ),
  );
  const cells = parked.filter(({ job }) => job === 'publish-stock');
  const notStocked = cells
    .filter(({ reason }) => NOT_STOCKED.test(reason ?? ''))
    .filter(({ connection, subject }) => kept.has(`${connection} ${subject}`))
    .map(({ connection, subject }) => `${subject} of ${connection} is parked as not stocked, and it is`);
  const notCounted = cells
    .filter(({ reason }) => NOT_COUNTED.test(reason ?? ''))
    .filter(
      ({ connection, subject }) =>
        !untracked.has(`${connection} ${cellFromSubject(subject).inventoryItemId}`),
    )
    .map(
      ({ connection, subject }) => `${subject} of ${connection} is parked as not counted, and it always was`,
    );
  return [...notStocked, ...notCounted];
}
