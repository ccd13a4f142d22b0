import { money, type Money } from '#domain/money.ts';
import type { OrderPersonal, TaxLine } from '#domain/order.ts';
import type { LineToBook, OrderToBook } from '#sdk/capabilities.ts';
import type { Connection } from '#sdk/define-connector.ts';
import { createNotedLog, systemClock, systemRandom } from './system-time.ts';
import { createPlainHttp, type PlainHttp } from './plain-http.ts';
import {
  startOdooSandbox,
  type OdooSandbox,
  type OdooSandboxOptions,
} from '#connectors/odoo/sandbox/start.ts';
import { odoo } from '#connectors/odoo/connector.ts';

export const versions = [17, 18, 19] as const;

/** A sandbox with three taxes and two products, and the connector on it. */
export interface TestErp {
  readonly sandbox: OdooSandbox;
  readonly http: PlainHttp;
  readonly connection: Connection;
  readonly target: NonNullable<NonNullable<Connection['orders']>['target']>;
  readonly stock: NonNullable<NonNullable<Connection['stock']>['source']>;
  readonly shipments: NonNullable<NonNullable<Connection['shipments']>['source']>;
  readonly catalog: NonNullable<NonNullable<Connection['catalog']>['source']>;
  readonly parcels: NonNullable<NonNullable<Connection['fulfillment']>['target']>;
  readonly tee: string;
  readonly mug: string;
  /** One more connection with other settings or a shorter patience. */
  readonly connect: (
    extra?: Record<string, unknown>,
    timeoutMs?: number,
  ) => { connection: Connection; http: PlainHttp };
  readonly calls: () => readonly string[];
}

export async function startTestErp(
  version: 17 | 18 | 19,
  options: OdooSandboxOptions = {},
): Promise<TestErp> {
  const sandbox = await startOdooSandbox({ version, ...options });
  const { erp } = sandbox;
  const taxes = {
    '0.19': {
      included: erp.addTax({ name: 'VAT 19 incl', percent: 19, isIncluded: true }),
      excluded: erp.addTax({ name: 'VAT 19', percent: 19 }),
    },
    '0.0725': {
      included: erp.addTax({ name: 'State incl', percent: 7.25, isIncluded: true }),
      excluded: erp.addTax({ name: 'State', percent: 7.25 }),
    },
    'City@0.015': erp.addTax({ name: 'City', percent: 1.5 }),
  };
  const tee = erp.addProduct({ sku: 'TEE', priceMinor: 1999, onHand: { WH: 20 } }).productId;
  const mug = erp.addProduct({ sku: 'MUG', priceMinor: 750, onHand: { WH: 5 } }).productId;
  const connect: TestErp['connect'] = (extra = {}, timeoutMs = 30_000) => {
    const http = createPlainHttp({ timeoutMs });
    const raw = {
      url: sandbox.url,
      database: sandbox.database,
      login: sandbox.login,
      apiKey: sandbox.apiKey,
      taxes,
      ...extra,
    };
    const connection = odoo.open(raw, {
      http,
      clock: systemClock,
      random: systemRandom,
      log: createNotedLog(),
    });
    return { connection, http };
  };
  const { connection, http } = connect();
  return {
    sandbox,
    http,
    connection,
    ...capabilities(connection),
    tee: String(tee),
    mug: String(mug),
    connect,
    calls: () => http.requests.map(({ operation }) => operation),
  };
}

export function capabilities(
  connection: Connection,
): Pick<TestErp, 'target' | 'stock' | 'shipments' | 'catalog' | 'parcels'> {
  const target = connection.orders?.target;
  const stock = connection.stock?.source;
  const shipments = connection.shipments?.source;
  const catalog = connection.catalog?.source;
  const parcels = connection.fulfillment?.target;
  if (
    target === undefined ||
    stock === undefined ||
    shipments === undefined ||
    catalog === undefined ||
    parcels === undefined
  )
    throw new Error('a capability is missing');
  return { target, stock, shipments, catalog, parcels };
}

export async function collect<Item>(pages: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

export interface SoldLine {
  readonly listingId: string | null;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discountMinor?: number;
  readonly taxes?: readonly { readonly title: string; readonly rate: string }[];
  readonly reference?: string;
}

export const usd = (minor: number): Money => money(minor, 'USD');

/** An order as a store computes it: taxes rounded half up per line and tax. */
export function sell(
  reference: string,
  lines: readonly SoldLine[],
  more: Partial<OrderToBook> = {},
): OrderToBook {
  const included = more.taxesIncluded ?? false;
  const booked = lines.map((line, index) => toLine(line, index, included));
  const shipping = more.shipping ?? [];
  const amounts = [more.tip, more.duties, more.fees, more.rounding].reduce(
    (sum, amount) => sum + (amount?.minor ?? 0),
    0,
  );
  const tax = [...booked, ...shipping]
    .flatMap(({ taxes }) => taxes)
    .reduce((sum, { amount }) => sum + amount.shop.minor, 0);
  const goods =
    booked.reduce((sum, { total }) => sum + total.minor, 0) +
    shipping.reduce((sum, { total }) => sum + total.shop.minor, 0);
  return {
    reference,
    orderNumber: `#${reference}`,
    store: 'store-us',
    createdAt: Date.UTC(2026, 10, 20, 8, 30),
    currency: 'USD',
    taxesIncluded: included,
    lines: booked,
    shipping,
    tip: usd(0),
    duties: usd(0),
    fees: usd(0),
    rounding: usd(0),
    tax: usd(tax),
    total: usd(goods + amounts + (included ? 0 : tax)),
    paymentMethods: ['shopify_payments'],
    tags: [],
    locationId: null,
    customer: customer(),
    ...more,
  };
}

export function customer(more: Partial<OrderPersonal> = {}): OrderPersonal {
  const home = {
    name: 'Ada Buyer',
    company: null,
    street: '1 Main St',
    street2: null,
    city: 'San Francisco',
    zip: '94105',
    provinceCode: 'CA',
    countryCode: 'US',
    phone: null,
  };
  return {
    customerId: '7',
    name: 'Ada Buyer',
    email: 'Ada@Example.test',
    phone: null,
    company: null,
    billing: home,
    delivery: home,
    note: null,
    ...more,
  };
}

function toLine(line: SoldLine, index: number, included: boolean): LineToBook {
  const { listingId, quantity, unitMinor, discountMinor = 0 } = line;
  const total = unitMinor * quantity - discountMinor;
  const rates = (line.taxes ?? []).map(({ rate }) => Number(rate)).reduce((sum, rate) => sum + rate, 0);
  const base = included ? total / (1 + rates) : total;
  return {
    reference: line.reference ?? `L${index + 1}`,
    sku: null,
    listingId,
    title: `Item ${index + 1}`,
    quantity,
    unitPrice: usd(unitMinor),
    discount: usd(discountMinor),
    total: usd(total),
    taxes: (line.taxes ?? []).map((tax) => taxLine(tax, base)),
  };
}

export function taxLine({ title, rate }: { title: string; rate: string }, base: number): TaxLine {
  const amount = usd(Math.round(base * Number(rate)));
  return { title, rate, amount: { shop: amount, presentment: amount } };
}
