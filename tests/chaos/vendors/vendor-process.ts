import { createChance } from '#demo/chance.ts';
import { inventCatalog } from '#demo/invent-catalog.ts';
import { createOdooDesk } from '#demo/odoo-desk.ts';
import { openErp, WAREHOUSES } from '#demo/open-erp.ts';
import { openStore } from '#demo/open-store.ts';
import { GHOST_SKU } from '#demo/planted-orders.ts';
import { readErpBook } from '#demo/verdict/read-erp-book.ts';
import { readStoreBook } from '#demo/verdict/read-store-book.ts';
import type { VendorActs } from './acts.ts';
import { createLoad } from './load.ts';

// The process in which both sandboxes and the people in them live; the suite asks it over the channel it was forked with.

const ITEMS = 30;
const PLACES = ['main', 'east'] as const;
const STORE = { name: 'store', currency: 'USD', idsFrom: 5_000_000_000_000n } as const;
const PAST_MS = 40 * 86_400_000;

type OpenActs = Omit<VendorActs, 'open'>;

let acts: Partial<VendorActs> = { open };
let close = (): Promise<void> => Promise.resolve();

async function open({ seed }: { readonly seed: number }) {
  const items = inventCatalog(createChance(seed)).slice(0, ITEMS);
  const erp = await openErp(items, seed + 10);
  const store = await openStore(items, STORE, { seed: seed + 20, plan: 'enterprise' });
  const { sandbox } = store;
  const skus = items.map(({ sku }) => sku);
  const places = PLACES.map((name, index) => ({
    name,
    isThirdParty: false,
    bookedAt: null,
    warehouseId: erp.warehouseIds[index] ?? '',
    shownOn: { [STORE.name]: store.locationIds[index] ?? '' },
  }));
  const load = createLoad({
    store: store.desk,
    warehouse: createOdooDesk(erp.sandbox.erp, WAREHOUSES),
    items,
    seed,
  });
  const sum = (calls: ReadonlyMap<string, number>): number =>
    [...calls.values()].reduce((total, count) => total + count, 0);
  let rotations = 0;
  const opened: OpenActs = {
    begin: (plan) => load.begin(plan),
    end: () => load.end(),
    counts: () => load.counts(),
    books: () => ({
      stores: [readStoreBook(STORE.name, sandbox.state, sandbox.shop.webhookStats())],
      erp: readErpBook(erp.sandbox.erp, skus, WAREHOUSES),
      places: store.locationIds.map((location, index) => ({
        store: STORE.name,
        location,
        warehouse: WAREHOUSES[index] ?? '',
      })),
    }),
    subscriptions: () => sandbox.subscriptions().length,
    rotateStoreSecret() {
      rotations += 1;
      sandbox.rotateSecret(`rotated-secret-${rotations}`);
      sandbox.signWithNewSecret();
      return sandbox.clientSecret;
    },
    placeOldOrder() {
      const placed = sandbox.shop.placeOrder({
        lines: [{ sku: GHOST_SKU, quantity: 1 }],
        locationId: store.locationIds[0],
        createdAt: Date.now() - PAST_MS,
        email: 'old@example.com',
      });
      if (!placed.ok) throw new Error(`the store refused an old order: ${placed.reason}`);
      return placed.order.id;
    },
    calls: () => ({ store: sum(sandbox.shop.apiCalls), erp: sum(erp.sandbox.erp.apiCalls) }),
  };
  acts = { ...opened, open };
  close = async () => {
    await sandbox.close();
    await erp.sandbox.close();
  };
  return { places, store: store.settings, erp: erp.settings, thirdParty: null };
}

interface Asked {
  readonly id: number;
  readonly act: keyof VendorActs;
  readonly args: readonly unknown[];
}

async function reply({ id, act, args }: Asked): Promise<void> {
  try {
    const run = acts[act] as ((...all: readonly unknown[]) => unknown) | undefined;
    if (run === undefined) throw new Error(`the vendors are not open, ${act} cannot be done`);
    process.send?.({ id, answer: await run(...args) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

process.on('message', (asked) => void reply(asked as Asked));
// Whoever forked us lets go, or is gone.
process.once('disconnect', () => void close().finally(() => process.exit()));
// Ctrl-C at the terminal reaches the whole group; the suite decides when its vendors end.
process.on('SIGINT', () => undefined);
