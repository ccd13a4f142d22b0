import { createChance } from '#demo/chance.ts';
import { inventBundles } from '#demo/invent-bundles.ts';
import { inventCatalog } from '#demo/invent-catalog.ts';
import type { Item } from '#demo/item.ts';
import { openWorld } from '#demo/open-world.ts';
import { GHOST_SKU } from '#demo/planted-orders.ts';
import { judgeBooks, measureFlow } from '#tests/chaos/judge/judge-books.ts';
import type { Breadth, VendorActs } from './acts.ts';
import { createLoad } from './load.ts';

// The process in which all sandboxes and the people in them live; the suite asks it over the channel it was forked with.

const ITEMS = 30;
const PAST_MS = 40 * 86_400_000;

type OpenActs = Omit<VendorActs, 'open'>;

let acts: Partial<VendorActs> = { open };
let close = (): Promise<void> => Promise.resolve();

async function open({ seed, breadth }: { readonly seed: number; readonly breadth: Breadth }) {
  const items = inventItems(seed, breadth);
  const world = await openWorld({ items, seed, plan: 'enterprise', stores: breadth === 'wide' ? 2 : 1 });
  const [owner] = world.shops;
  if (owner === undefined) throw new Error('a world without a store');
  const { shop } = owner;
  const load = createLoad({ world, items, seed });
  let rotations = 0;
  const opened: OpenActs = {
    begin: (plan) => load.begin(plan),
    end: () => load.end(),
    counts: () => load.counts(),
    books: () => world.readBooks(),
    judge(soldSinceMs, flowSinceMs) {
      const books = world.readBooks();
      return { verdict: judgeBooks(books, soldSinceMs), flow: measureFlow(books, flowSinceMs) };
    },
    isListenedTo: () => world.isListenedTo(),
    tellErasuresAt: (doorUrl) => world.mail?.privacy.tellAt(doorUrl),
    rotateStoreSecret() {
      rotations += 1;
      owner.rotateSecret(`rotated-secret-${rotations}`);
      owner.signWithNewSecret();
      return owner.clientSecret;
    },
    placeOldOrder() {
      const placed = shop.placeOrder({
        lines: [{ sku: GHOST_SKU, quantity: 1 }],
        locationId: world.connections.places[0]?.shownOn[world.connections.stores[0]?.name ?? ''],
        createdAt: Date.now() - PAST_MS,
        email: 'old@example.com',
      });
      if (!placed.ok) throw new Error(`the store refused an old order: ${placed.reason}`);
      shop.fulfillOrder(placed.order.id);
      return placed.order.id;
    },
  };
  acts = { ...opened, open };
  close = () => world.close();
  return world.connections;
}

/** Of what is scarce no bundle is made: `load.ts` says who may sell it. */
function inventItems(seed: number, breadth: Breadth): readonly Item[] {
  const chance = createChance(seed);
  const items = inventCatalog(chance).slice(0, ITEMS);
  if (breadth === 'narrow') return items;
  const plenty = items.filter(({ isScarce }) => !isScarce);
  return [...items, ...inventBundles(plenty, chance)];
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
