import { cellSubject } from '#domain/stock.ts';
import type { WorkRow } from '#sdk/ledger/work.ts';
import type { Store } from '../world/vendors.ts';

/** What a store says of a row whose item it does not keep at the location. */
const NOT_STOCKED = /not stocked/;

/** Cells that are parked as refused although the store keeps them: one bad row has stopped the others of its batch (I16). */
export function findWronglyRefused(
  parked: readonly Pick<WorkRow, 'job' | 'connection' | 'subject' | 'reason'>[],
  stores: readonly Store[],
): readonly string[] {
  const kept = new Set(
    stores.flatMap(({ name, model }) =>
      model.shop.levels().flatMap((level) => (level.active ? [`${name} ${cellSubject(level)}`] : [])),
    ),
  );
  return parked
    .filter(({ job, reason }) => job === 'publish-stock' && NOT_STOCKED.test(reason ?? ''))
    .filter(({ connection, subject }) => kept.has(`${connection} ${subject}`))
    .map(({ connection, subject }) => `${subject} of ${connection} is parked as not stocked, and it is`);
}
