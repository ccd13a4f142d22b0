import { odoo } from '#connectors/odoo/connector.ts';
import { type OdooSandbox, startOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import { recordLog } from '#tests/support/record-log.ts';
import { systemClock, systemRandom } from '#tests/support/system-time.ts';
import { required } from './check.ts';
import { createDirectHttp } from './direct-http.ts';
import type { ConformanceFixture, Ground, GroundOptions, RecordHands } from './fixture.ts';
import { bookOrder } from './odoo-order.ts';
import { odooParcels } from './odoo-parcels.ts';
import { createPassingClock } from './passing-clock.ts';

const WAREHOUSE = 'WH';
const WAREHOUSE_ID = '1';
const UNITS = 1_000_000;
/** One more than a page of each kind. */
const PRODUCTS = 501;
const ORDERS = 101;
const SHIPMENTS = 201;
/** The sandbox's transactions become visible up to three seconds late. */
const LAG_MS = 4_000;

const canaries = { apiKey: 'canary-key-51f0c2' };

/** Odoo of one version. Its orders are booked, its shelves counted, its deliveries told. */
export function odooFixture(version: 17 | 18 | 19): ConformanceFixture {
  const valid = {
    url: 'https://erp.example.test',
    database: 'odoo',
    login: 'admin',
    version,
    ...canaries,
  };
  return {
    title: `Odoo ${version}`,
    connector: odoo,
    currencies: ['USD', 'JPY', 'KWD'],
    settings: {
      valid,
      secrets: Object.values(canaries),
      wrong: [
        { path: 'url', change: { url: 'no address' } },
        { path: 'apiKey', change: { apiKey: '' } },
        { path: 'database', change: { database: undefined } },
        { path: 'version', change: { version: 16 } },
        { path: 'overlapMs', change: { overlapMs: -1 } },
        { path: 'taxes.much', change: { taxes: { much: 1 } } },
        { path: 'products.shipping', change: { products: { shipping: '' } } },
        { path: 'colour', change: { colour: 'red' } },
      ],
    },
    start: (options) => startGround(version, options),
  };
}

async function startGround(version: 17 | 18 | 19, { currency = 'USD' }: GroundOptions = {}): Promise<Ground> {
  const clock = createPassingClock();
  const sandbox = await startOdooSandbox({ version, currency, clock, workMs: () => 0, defaultTaxPercent: 0 });
  const { erp } = sandbox;
  const tax = erp.addTax({ name: 'VAT 20', percent: 20 });
  const closed = erp.addWarehouse({ code: 'EAST' });
  const places = [WAREHOUSE_ID, String(closed)];
  const tee = String(
    erp.addProduct({ sku: 'TEE', priceMinor: 1_999, onHand: { [WAREHOUSE]: UNITS } }).productId,
  );
  const products = new Map([[tee, 'TEE']]);
  const addItem = (units: number): string => {
    const sku = `ITEM-${products.size}`;
    const id = String(erp.addProduct({ sku, priceMinor: 500, onHand: { [WAREHOUSE]: units } }).productId);
    products.set(id, sku);
    return id;
  };
  const settings = {
    url: sandbox.url,
    database: sandbox.database,
    login: sandbox.login,
    apiKey: sandbox.apiKey,
    taxes: { '0.2': tax },
    overlapMs: LAG_MS,
  };
  const desk = openDesk(sandbox, settings, (reference, units) =>
    bookOrder({ reference, units, currency, listingId: tee }),
  );
  const addItems = (): Promise<void> => {
    while (products.size < PRODUCTS) addItem(5);
    return Promise.resolve();
  };
  const items: Omit<RecordHands, 'ids'> = {
    fill: addItems,
    add: () => Promise.resolve(addItem(5)).then(() => undefined),
  };
  const levels: RecordHands = {
    ...items,
    ids: () => [...products.keys()].flatMap((id) => places.map((place) => `${id}@${place}`)),
    change: (cell) => erp.receive(required(products.get(cell.split('@')[0] ?? ''), 'an item'), WAREHOUSE, 1),
  };
  const listings: RecordHands = {
    ...items,
    ids: () => [...products.keys()],
    change: (id) => erp.archiveProduct(required(products.get(id), 'an item')),
  };
  return {
    settings,
    faults: sandbox.faults,
    lagMs: LAG_MS,
    lies: [],
    advance: (ms) => clock.advance(ms),
    close: () => sandbox.close(),
    accounts: {
      refused: () => ({ ...settings, apiKey: 'nobodys-key' }),
      tooFewRights: () => {
        const login = 'plain-kit';
        erp.addUser({ login, role: 'plain', password: 'plain-kit', apiKey: 'plain-kit-key' });
        return Promise.resolve({
          settings: { ...settings, login, apiKey: 'plain-kit-key' },
          named: /may not read sale\.order/,
        });
      },
      // The first user of a database administers it.
      tooManyRights: () => Promise.resolve({ settings, named: /administers/ }),
    },
    records: {
      'stock.source changedSince': levels,
      'stock.source all': levels,
      'catalog changedSince': listings,
      'catalog all': listings,
      'orders.target all': {
        fill: async () => {
          while (erp.saleOrders().length < ORDERS) await desk.draft();
        },
        add: () => desk.draft(),
        ids: () => erp.saleOrders().map(({ id }) => String(id)),
      },
      'shipments changedSince': {
        fill: async () => {
          const missing = SHIPMENTS - desk.shipped().length;
          if (missing > 0) await desk.ship(missing);
        },
        add: () => desk.ship(1),
        ids: () => desk.shipped().map(({ id }) => String(id)),
      },
    },
    booking: {
      order: (reference, units, more) => bookOrder({ reference, units, currency, listingId: tee, ...more }),
      bookings: (reference) => desk.bookings(reference),
    },
    parcels: odooParcels(sandbox, desk.connection, (units) => desk.confirmed(units)),
    counting: { item: (units) => ({ listingId: addItem(units), locationId: WAREHOUSE_ID }) },
    shipping: {
      async ship() {
        await desk.ship(1, { tracking: 'TRACK-7', carrier: 'DHL' });
        const picking = required(desk.shipped().at(-1), 'a shipment');
        return {
          id: String(picking.id),
          locationId: WAREHOUSE_ID,
          shippedAt: required(picking.doneAtMs, 'a time'),
          carrier: 'DHL',
          trackingNumbers: ['TRACK-7'],
          lines: [{ reference: 'L1', quantity: 1 }],
        };
      },
    },
    locations: () => places.map((id) => ({ id, active: true })),
    refusals: [
      {
        title: 'an item that the ERP does not have',
        run: async (connection) => {
          const target = required(connection.orders?.target, 'an order target');
          return target.create(bookOrder({ reference: 'kit:bad', units: 1, currency, listingId: '987654' }));
        },
        words: /Odoo refused the import: .*No matching record/,
      },
      {
        title: 'an order that the ERP does not have',
        run: async (connection) => required(connection.orders?.target, 'an order target').cancel('987654'),
        words: /Odoo/,
      },
    ],
  };
}

/** What the ERP's people do with orders of ours, without the network. */
function openDesk(
  { erp, handler }: OdooSandbox,
  settings: Readonly<Record<string, unknown>>,
  order: (reference: string, units: number) => ReturnType<typeof bookOrder>,
) {
  const http = createDirectHttp(handler);
  const connection = odoo.open(settings, {
    http,
    clock: systemClock,
    random: systemRandom,
    log: recordLog(),
  });
  const target = required(connection.orders?.target, 'an order target');
  let count = 0;
  const draft = async (units: number) => {
    count += 1;
    const reference = `desk:${count}`;
    const { id } = await target.create(order(reference, units));
    return { id, reference };
  };
  const pickings = () => erp.pickings().filter(({ kind }) => kind === 'outgoing');
  const states = {
    draft: 'draft',
    sent: 'draft',
    sale: 'confirmed',
    done: 'confirmed',
    cancel: 'canceled',
  } as const;
  return {
    connection,
    draft: async () => {
      await draft(2);
    },
    /** A booking of so many units that are to leave. */
    async confirmed(units: number) {
      const made = await draft(units);
      await target.confirm(made.id);
      return made;
    },
    /** One order that leaves in so many parcels of one unit. */
    async ship(parcels: number, how: { readonly tracking?: string; readonly carrier?: string } = {}) {
      const { id, reference } = await draft(parcels);
      await target.confirm(id);
      for (let parcel = 1; parcel <= parcels; parcel += 1)
        erp.validateDelivery(reference, { quantities: { TEE: 1 }, ...how });
    },
    shipped: () => pickings().filter(({ state }) => state === 'done'),
    bookings: (reference: string) =>
      erp
        .saleOrders()
        .filter(({ clientOrderRef }) => clientOrderRef === reference)
        .map(({ state, totalMinor, currency, lines }) => ({
          state: states[state as keyof typeof states],
          totalMinor,
          currency,
          units: sum(lines.filter(({ sku }) => sku === 'TEE').map(({ quantity }) => quantity)),
          openUnits: sum(
            pickings()
              .filter((one) => one.clientOrderRef === reference && !['done', 'cancel'].includes(one.state))
              .flatMap((picking) => picking.lines.map(({ demand }) => demand)),
          ),
        })),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
