import { z } from 'zod';
import type { Chronicle } from '../chronicle.ts';
import type { SimulatedCall } from '../edges/sender-port.ts';
import { meddling, type Meddling } from '../plan/fault-names.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import type { Store } from './vendors.ts';

const UNTRACKED_MS = 3_000;
const setShape = z.object({
  variables: z.object({
    input: z.object({
      quantities: z.array(z.object({ inventoryItemId: z.string(), locationId: z.string() })),
    }),
  }),
});

/** Staff of the stores who touch an item just when a number of it is on its way. */
export interface Meddlers {
  /** Told of every call as it leaves: when several numbers are written at once, they may touch the last. */
  readonly onCall: (call: SimulatedCall) => void;
  /** `store-a <inventory item>` of everything that was untracked for a while. */
  readonly untracked: ReadonlySet<string>;
}

export function createMeddlers(
  stores: readonly Store[],
  {
    timeline,
    chronicle,
    weather,
  }: { readonly timeline: Timeline; readonly chronicle: Chronicle; readonly weather: Pick<Weather, 'roll'> },
): Meddlers {
  const untracked = new Set<string>();
  const touch = (
    what: Meddling,
    { name, model }: Store,
    cell: { inventoryItemId: string; locationId: string },
  ) => {
    const item = model.state.items.get(cell.inventoryItemId);
    const sku = item?.variant?.sku;
    if (item === undefined || sku === undefined || sku === null) return;
    if (what === 'counted-meanwhile') {
      model.shop.adjustStock(sku, cell.locationId, model.shop.available(sku, cell.locationId) + 1);
      chronicle.tell(`staff of ${name} find one more ${sku}`);
      return;
    }
    untracked.add(`${name} ${item.id}`);
    item.tracked = false;
    chronicle.tell(`staff of ${name} no longer track ${sku}, for a while`);
    timeline.at(UNTRACKED_MS, () => {
      item.tracked = true;
    });
  };
  return {
    untracked,
    onCall({ connection, request }) {
      const store = stores.find(({ name }) => name === connection);
      if (request.operation !== 'stock.set' || store === undefined) return;
      const { quantities } = setShape.parse(JSON.parse(request.body ?? '')).variables.input;
      const last = quantities.at(-1);
      if (quantities.length < 2 || last === undefined) return;
      for (const what of meddling) if (weather.roll(what, request.operation)) touch(what, store, last);
    },
  };
}
