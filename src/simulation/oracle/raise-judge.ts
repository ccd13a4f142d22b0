import { cellSubject } from '#domain/stock.ts';
import type { StockEntry } from '#connectors/shopify/sandbox/model/state.ts';
import type { OpenLine, PartFacts } from '#sdk/ledger/stock.ts';
import { partsOf } from '#demo/verdict/recipes.ts';
import type { Chronicle } from '../chronicle.ts';
import { DEPOT, THIRD_PARTY } from '../world/depot.ts';
import { BUFFER_UNITS, BUFFERED_SKU, ERP, RECIPES, type Store, type StoreName } from '../world/vendors.ts';
import { type Knowledge, vendorKeyIn } from './knowledge.ts';
import type { Truth } from './truth.ts';

interface RaiseEdges {
  readonly truth: Truth;
  readonly knowledge: Knowledge;
  readonly chronicle: Chronicle;
  /** What the ERP's shelves lost, not by shipping, since this moment. */
  readonly lostSince: (sku: string, warehouse: string, at: number) => number;
  /** The store whose API cannot compare; null where all can. */
  readonly plainStore: StoreName | null;
}

/**
 * I8 in its exact form: a raise to `p` that takes effect now must not exceed what is sellable now, apart from units sold on
 * other channels that the plan could not know (X), units the authority lost after its reading (D), and units that the
 * channel itself put back and had not been recorded (K). Of a bundle that is asked part by part.
 */
export function createRaiseJudge({
  truth,
  knowledge,
  chronicle,
  lostSince,
  plainStore,
}: RaiseEdges): (store: Store, entry: StockEntry) => void {
  return (store, { sku, from, to, cause, reference, inventoryItemId, locationId }) => {
    if (cause !== 'written-by-api' || to <= from || sku === null) return;
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
    const parts = (plan.parts ?? [{ ...plan, sku, perUnit: 1 }]).map((part): Term => {
      const looked = store.name === plainStore ? knowledge.lookBefore(key, store.name) : undefined;
      const unknown = unknownUnits(truth, part, { store: store.name, sku, warehouse, looked });
      const readAt = readingAt(knowledge, part, warehouse === DEPOT ? THIRD_PARTY : ERP);
      const lost = readAt === undefined ? 0 : lostSince(part.sku, warehouse, readAt);
      return {
        ...unknown,
        sku: part.sku,
        perUnit: part.perUnit,
        lost,
        sellable: truth.sellable(part.sku, warehouse),
      };
    });
    const made = parts.map((part) => Math.floor(mayBe(part) / part.perUnit));
    const allowed = Math.max(0, Math.min(...made) - buffer);
    if (to <= allowed) return;
    chronicle.violate(
      'I8',
      `${store.name} shows ${to} ${sku} from ${warehouse} (it showed ${from})${buffer > 0 ? `, ${buffer} kept back` : ''}; ${parts.map(inWords).join('; ')}`,
    );
  };
}

/** One part of what was raised, or the item itself: what was true of it, and what the plan could not know. */
interface Term {
  readonly sku: string;
  readonly perUnit: number;
  readonly sellable: number;
  readonly soldElsewhere: number;
  readonly lost: number;
  readonly putBack: number;
}

function mayBe({ sellable, soldElsewhere, lost, putBack }: Term): number {
  return sellable + soldElsewhere + lost + putBack;
}

function inWords({ sku, sellable, soldElsewhere, lost, putBack }: Term): string {
  return `${sellable} ${sku} were sellable, ${soldElsewhere} sold elsewhere unknown, ${lost} lost unknown, ${putBack} put back unknown`;
}

type PlannedPart = Pick<PartFacts, 'sku' | 'openLines' | 'readings'>;

/** X and K: what the plan's orders say against what is true now. A bundle and its part are sold by two numbers of one store. */
function unknownUnits(
  truth: Truth,
  part: PlannedPart,
  raised: {
    readonly store: StoreName;
    readonly sku: string;
    readonly warehouse: string;
    /** Where nothing is compared: when the store was looked at before. What it sells after that is overwritten (S8). */
    readonly looked: number | undefined;
  },
): Pick<Term, 'soldElsewhere' | 'putBack'> {
  const place = { sku: part.sku, warehouse: raised.warehouse };
  const known = new Map<string, number>();
  for (const line of part.openLines) {
    const order = `${line.connection} ${line.orderId}`;
    known.set(order, (known.get(order) ?? 0) + openUnits(line));
  }
  let [soldElsewhere, putBack] = [0, 0];
  for (const { name, model } of truth.stores) {
    for (const order of model.shop.orders()) {
      const thought = known.get(`${name} ${order.id}`) ?? 0;
      const unheard = Math.max(0, truth.owed(name, order.id, place) - thought);
      if (name !== raised.store) {
        soldElsewhere += unheard;
        continue;
      }
      const held = truth.heldBack(name, order.id, place);
      const isOverwritten = raised.looked !== undefined && order.createdAt >= raised.looked;
      const ownUnits = isOverwritten ? 0 : truth.soldAs(name, order.id, raised, part.sku);
      soldElsewhere += Math.min(unheard, held - ownUnits);
      // What it put back counts although the ERP may still ship the order: from one number the two cannot be told apart.
      putBack += Math.min(Math.max(0, thought - held), restockedUnits(model, order.id, part.sku));
    }
  }
  return { soldElsewhere, putBack };
}

function openUnits({ owed, statements, perUnit = 1, ofPart = [] }: OpenLine): number {
  const sum = (all: OpenLine['statements']): number =>
    all.reduce((units, { quantity }) => units + quantity, 0);
  return Math.max(0, owed * perUnit - Math.max(sum(statements) * perUnit, sum(ofPart)));
}

/** Units of the item that the store has put back for this order, by itself or in bundles. */
function restockedUnits(model: Store['model'], orderId: string, part: string): number {
  return model.state.stockLog
    .filter((entry) => entry.reference === orderId && entry.to > entry.from)
    .reduce((sum, { sku, from, to }) => {
      const [, each] = partsOf(sku ?? '', RECIPES).find(([one]) => one === part) ?? [part, 0];
      return sum + (to - from) * each;
    }, 0);
}

function readingAt(
  knowledge: Knowledge,
  { readings: [newest] }: PlannedPart,
  connection: string,
): number | undefined {
  return newest === undefined ? undefined : knowledge.requestOf({ connection, sentAt: newest.sentAt })?.at;
}
