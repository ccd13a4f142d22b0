import type { Item } from './item.ts';
import { recipesOf } from './invent-bundles.ts';
import { type Mailroom, openMailroom, readMailroom } from './mailroom.ts';
import { createOdooDesk } from './odoo-desk.ts';
import { openErp, STAND_IN, WAREHOUSES } from './open-erp.ts';
import { openStore, type OpenStore } from './open-store.ts';
import { openThirdParty, type OpenThirdParty, stockThirdParty, THIRD_PARTY } from './open-third-party.ts';
import type { DemoOptions } from './options.ts';
import { storeProfiles } from './store-profiles.ts';
import { THIRD_PARTY_PLACE } from './store-desk.ts';
import { withThirdParty } from './third-party-desk.ts';
import { besideErp, toldOf } from './verdict/beside-erp.ts';
import type { Books } from './verdict/books.ts';
import { readErpBook } from './verdict/read-erp-book.ts';
import { readStoreBook } from './verdict/read-store-book.ts';
import { readWarehouseBook } from './verdict/read-warehouse-book.ts';
import { inParts } from './verdict/recipes.ts';
import type { World } from './world.ts';

const PLACES = ['main', 'east', 'center'] as const;
const SEEDS_APART = 20;

type Opened = {
  readonly erp: Awaited<ReturnType<typeof openErp>>;
  readonly stores: readonly OpenStore[];
  readonly thirdParty: OpenThirdParty | null;
  /** Id of the ERP's warehouse that stands for the 3PL. */
  readonly standIn: string | null;
  readonly mailroom: Mailroom | null;
};

/**
 * Starts all vendors with the same items and the same stock: every store shows both warehouses of the ERP, and the shelves of
 * the 3PL, and the first one feeds a tool that writes to customers. One store alone has neither.
 */
export async function openWorld(
  options: Pick<DemoOptions, 'seed' | 'plan' | 'stores'> & { readonly items: readonly Item[] },
): Promise<World> {
  const { items, seed, plan } = options;
  const shelf = options.stores > 1 ? stockThirdParty(items) : undefined;
  const erp = await openErp(items, seed + SEEDS_APART / 2);
  const thirdParty = shelf === undefined ? null : await openThirdParty(shelf, seed + SEEDS_APART / 4);
  const standIn = thirdParty === null ? null : String(erp.sandbox.erp.addWarehouse({ code: STAND_IN }));
  const stores = await Promise.all(
    storeProfiles.slice(0, options.stores).map((profile, index) =>
      openStore(items, profile, {
        plan,
        seed: seed + SEEDS_APART * (index + 1),
        thirdParty: shelf,
        feedsMail: shelf !== undefined && index === 0,
        takesReturns: shelf !== undefined,
      }),
    ),
  );
  const [feeding] = stores;
  const mailroom =
    shelf === undefined || feeding === undefined ? null : await openMailroom(feeding, seed + SEEDS_APART / 5);
  const skus = items.map(({ sku }) => sku);
  const places = placesOf({ erp, stores, thirdParty, standIn });
  const erpDesk = createOdooDesk(erp.sandbox.erp, WAREHOUSES);
  const recipes = recipesOf(items);
  const wantedOfCenter = (reference: string): Readonly<Record<string, number>> =>
    inParts(unitsAtCenter(stores, reference), recipes);
  return {
    stores: stores.map(({ desk }) => desk),
    shops: stores.map(({ sandbox }) => sandbox),
    warehouse:
      thirdParty === null
        ? erpDesk
        : withThirdParty(erpDesk, { ...thirdParty, recipes, wanted: wantedOfCenter }),
    center: thirdParty?.sandbox ?? null,
    mail: mailroom,
    wantedOfCenter,
    skus: skus.length,
    boards: {
      senders: [
        ...[...stores, ...(thirdParty === null ? [] : [thirdParty])].map(({ sandbox }) => sandbox.faults),
        ...(mailroom === null ? [] : [mailroom.faults]),
      ],
      erp: erp.sandbox.faults,
    },
    connections: {
      places,
      stores: stores.map(({ settings }) => settings),
      erp: erp.settings,
      thirdParty: thirdParty?.settings ?? null,
      mail: mailroom?.settings ?? null,
      bundles: new Map(items.flatMap(({ sku, parts }) => (parts === undefined ? [] : [[sku, parts]]))),
    },
    readBooks: () => ({ ...readBooks({ erp, stores, thirdParty, mailroom }, skus), recipes }),
    isListenedTo: () =>
      stores.every(({ sandbox }) => sandbox.subscriptions().length > 0) &&
      thirdParty?.sandbox.books.subscriptions().length !== 0,
    async close() {
      for (const { sandbox } of stores) await sandbox.close();
      await thirdParty?.sandbox.close();
      await mailroom?.close();
      await erp.sandbox.close();
    },
  };
}

function placesOf({
  erp,
  stores,
  thirdParty,
  standIn,
}: Omit<Opened, 'mailroom'>): World['connections']['places'] {
  const ids = [...erp.warehouseIds, ...(thirdParty === null ? [] : [thirdParty.locationId])];
  return ids.map((warehouseId, index) => ({
    name: PLACES[index] ?? '',
    isThirdParty: index === THIRD_PARTY_PLACE,
    warehouseId,
    bookedAt: index === THIRD_PARTY_PLACE ? standIn : null,
    shownOn: Object.fromEntries(
      stores.map(({ settings, locationIds }) => [settings.name, locationIds[index] ?? '']),
    ),
  }));
}

/** What stands on the 3PL's shelves is put beside what stands in the ERP's warehouses. */
function readBooks(
  { erp, stores, thirdParty, mailroom }: Omit<Opened, 'standIn'>,
  skus: readonly string[],
): Books {
  const erpBook = readErpBook(erp.sandbox.erp, skus, WAREHOUSES);
  const other = thirdParty === null ? null : readWarehouseBook(thirdParty.sandbox.state, THIRD_PARTY);
  const codes = [...WAREHOUSES, THIRD_PARTY];
  return {
    stores: stores.map(({ settings, sandbox }) =>
      readStoreBook(settings.name, sandbox.state, sandbox.shop.webhookStats()),
    ),
    erp: other === null ? erpBook : besideErp(erpBook, other, STAND_IN),
    places: stores.flatMap(({ settings, locationIds }) =>
      locationIds.map((location, index) => ({
        store: settings.name,
        location,
        warehouse: codes[index] ?? '',
      })),
    ),
    thirdParty:
      other === null
        ? undefined
        : {
            warehouse: THIRD_PARTY,
            requests: other.requests,
            told: toldOf(erpBook, STAND_IN),
            expected: other.expected,
          },
    marketing: mailroom === null ? undefined : readMailroom(mailroom),
  };
}

/** What the store of an order has open at the location of the 3PL. */
function unitsAtCenter(stores: readonly OpenStore[], reference: string): Readonly<Record<string, number>> {
  const store = stores.find(({ settings }) => reference.startsWith(`${settings.name}:`));
  const units: Record<string, number> = {};
  if (store === undefined) return units;
  const order = store.sandbox.shop.order(reference.slice(reference.indexOf(':') + 1));
  const skus = new Map(order.lines.map(({ id, sku }) => [id, sku ?? '']));
  for (const { status, locationId, lines } of order.fulfillmentOrders) {
    if (locationId !== store.locationIds[THIRD_PARTY_PLACE] || status === 'CANCELLED') continue;
    for (const { lineId, remaining } of lines) {
      const sku = skus.get(lineId) ?? '';
      units[sku] = (units[sku] ?? 0) + remaining;
    }
  }
  return units;
}
