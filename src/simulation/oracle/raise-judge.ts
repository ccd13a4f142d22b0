import { cellSubject } from '#domain/stock.ts';
import type { StockEntry } from '#connectors/shopify/sandbox/model/state.ts';
import type { CellFacts, OpenLine } from '#sdk/ledger/stock.ts';
import type { Chronicle } from '../chronicle.ts';
import { DEPOT, THIRD_PARTY } from '../world/depot.ts';
import { BUFFER_UNITS, BUFFERED_SKU, ERP, type Store, type StoreName } from '../world/vendors.ts';
import { type Knowledge, vendorKeyIn } from './knowledge.ts';
import type { Truth } from './truth.ts';

interface RaiseEdges {
  readonly truth: Truth;
  readonly knowledge: Knowledge;
  readonly chronicle: Chronicle;
  /** What the ERP's shelves lost, not by shipping, since this moment. */
  readonly lostSince: (sku: string, warehouse: string, at: number) => number;
}

/**
 * I8 in its exact form: a raise to `p` that takes effect now must not exceed what is sellable now, apart from units sold on
 * other channels that the plan could not know (X), units the authority lost after its reading (D), and units that the
 * channel itself put back and had not been recorded (K).
 */
export function createRaiseJudge({
  truth,
  knowledge,
  chronicle,
  lostSince,
}: RaiseEdges): (store: Store, entry: StockEntry) => void {
  return (store, { sku, from, to, cause, reference, inventoryItemId, locationId }) => {
    if (cause !== 'set-by-api' || to <= from || sku === null) return;
    const warehouse = truth.warehouseOf(store.name, locationId);
    if (warehouse === null) {
      chronicle.violate('I8', `${store.name} was told ${to} ${sku} at a location that nobody counts`);
      return;
    }
    const key = vendorKeyIn(reference ?? '') ?? '';
    const plan = knowledge.planOf(key, store.name, cellSubject({ inventoryItemId, locationId }));
    if (plan === undefined) {
      chronicle.violate(
        'I7',
        `${store.name} was told ${to} ${sku} by nobody's plan (${reference ?? 'no reference'})`,
      );
      return;
    }
    const buffer = sku === BUFFERED_SKU ? BUFFER_UNITS : 0;
    const sellable = truth.sellable(sku, warehouse);
    const place = { sku, warehouse };
    const unknown = unknownUnits(truth, plan, { store: store.name, place });
    const readAt = readingAt(knowledge, plan, warehouse === DEPOT ? THIRD_PARTY : ERP);
    const lost = readAt === undefined ? 0 : lostSince(sku, warehouse, readAt);
    const allowed = Math.max(0, sellable - buffer + unknown.soldElsewhere + lost + unknown.putBack);
    if (to <= allowed) return;
    chronicle.violate(
      'I8',
      `${store.name} shows ${to} ${sku} from ${warehouse} (it showed ${from}); ${sellable} were sellable` +
        `${buffer > 0 ? `, ${buffer} kept back` : ''}, ${unknown.soldElsewhere} sold elsewhere unknown, ${lost} lost unknown, ${unknown.putBack} put back unknown`,
    );
  };
}

/** X and K: what the plan's orders say against what is true now. */
function unknownUnits(
  truth: Truth,
  plan: CellFacts,
  {
    store,
    place,
  }: { readonly store: StoreName; readonly place: { readonly sku: string; readonly warehouse: string } },
): { readonly soldElsewhere: number; readonly putBack: number } {
  const known = new Map<string, number>();
  for (const line of plan.openLines) {
    const order = `${line.connection} ${line.orderId}`;
    known.set(order, (known.get(order) ?? 0) + openUnits(line));
  }
  let [soldElsewhere, putBack] = [0, 0];
  for (const { name, model } of truth.stores) {
    for (const order of model.shop.orders()) {
      const thought = known.get(`${name} ${order.id}`) ?? 0;
      if (name !== store) {
        soldElsewhere += Math.max(0, truth.owed(name, order.id, place) - thought);
        continue;
      }
      // What it put back counts although the ERP may still ship the order: from one number the two cannot be told apart.
      const released = Math.max(0, thought - truth.heldBack(name, order.id, place));
      putBack += Math.min(released, restockedUnits(model, order.id, place.sku));
    }
  }
  return { soldElsewhere, putBack };
}

function openUnits({ owed, statements }: OpenLine): number {
  return Math.max(0, owed - statements.reduce((sum, { quantity }) => sum + quantity, 0));
}

/** Units that the store has put back for this order. */
function restockedUnits(model: Store['model'], orderId: string, sku: string): number {
  return model.state.stockLog
    .filter((entry) => entry.reference === orderId && entry.sku === sku && entry.to > entry.from)
    .reduce((sum, { from, to }) => sum + to - from, 0);
}

function readingAt(
  knowledge: Knowledge,
  { readings: [newest] }: CellFacts,
  connection: string,
): number | undefined {
  return newest === undefined ? undefined : knowledge.requestOf({ connection, sentAt: newest.sentAt })?.at;
}
