import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { Basket } from './basket.ts';
import { createChance } from './chance.ts';
import { measureDemand, readBaskets } from './read-baskets.ts';
import { readCatalog } from './read-catalog.ts';
import { readInvoices } from './read-invoices.ts';
import { createReturns } from './returns-desk.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const isHere = existsSync(data);
const onRealData = test.skipIf(!isHere);
if (!isHere) console.warn('../shared/data is not here: the tests on real files are skipped');

const folder = mkdtempSync(join(tmpdir(), 'syncline-input-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function collect(baskets: AsyncIterable<Basket>): Promise<Basket[]> {
  const all: Basket[] = [];
  for await (const basket of baskets) all.push(basket);
  return all;
}

test('a basket counts repeated codes, keeps their case, and an empty line is nobody', async () => {
  const file = write('baskets.csv', '85123A,85123a,85123A\n\n , \n22960\n');
  expect(await collect(readBaskets(file))).toEqual([
    {
      lines: [
        { sku: '85123A', quantity: 2 },
        { sku: '85123a', quantity: 1 },
      ],
    },
    { lines: [{ sku: '22960', quantity: 1 }] },
  ]);
});

const HEAD = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

test('an invoice is one basket with its prices, and one with a C brings goods back', async () => {
  const rows = [
    '1,A,"Thing, small",2,2010-12-01 08:26:00,2.55,17850.0,United Kingdom',
    '1,B,Other,1,2010-12-01 08:26:00,0.29,17850.0,United Kingdom',
    'C2,A,Thing,-2,2010-12-01 09:00:00,2.55,0.0,Neverland',
    '3,C,Lost,-5,2010-12-01 09:00:00,0,,France',
  ];
  expect(await collect(readInvoices(write('lines.csv', HEAD + rows.join('\n'))))).toEqual([
    {
      invoice: '1',
      isReturn: false,
      customer: '17850',
      country: 'GB',
      lines: [
        { sku: 'A', quantity: 2, priceMinor: 255 },
        { sku: 'B', quantity: 1, priceMinor: 29 },
      ],
    },
    { invoice: 'C2', isReturn: true, lines: [{ sku: 'A', quantity: 2, priceMinor: 255 }] },
  ]);
});

test('a file without the columns is refused with the record', async () => {
  const file = write('wrong.csv', 'a,b\n1,2\n');
  await expect(collect(readInvoices(file))).rejects.toThrow(/wrong\.csv, record 1: InvoiceNo/);
  await expect(readCatalog(file, createChance(1))).rejects.toThrow(/record 2: this is no row/);
});

test('goods that come back whole cancel their order, a part of them is a refund, unknown ones touch nothing', () => {
  const left = new Set<string>();
  const returns = createReturns((orderId) => left.has(orderId));
  returns.remember('7', 'order-1', [
    { sku: 'A', quantity: 2 },
    { sku: 'B', quantity: 1 },
  ]);
  returns.remember('7', 'order-2', [{ sku: 'A', quantity: 2 }]);
  returns.remember('7', 'order-3', [{ sku: 'A', quantity: 2 }]);
  const back = (quantity: number): Basket => ({
    customer: '7',
    isReturn: true,
    lines: [{ sku: 'A', quantity }],
  });
  expect(returns.settle(back(2))).toEqual({ kind: 'cancel', orderId: 'order-2' });
  left.add('order-3');
  const parts = [{ orderId: 'order-3', sku: 'A', units: 2 }];
  expect(returns.settle(back(2))).toEqual({ kind: 'refund', parts });
  expect(returns.settle(back(1))).toEqual({
    kind: 'refund',
    parts: [{ orderId: 'order-1', sku: 'A', units: 1 }],
  });
  expect(returns.settle(back(5))).toEqual({ kind: 'refund', parts: [] });
});

onRealData(
  "every variant of Shopify's own product files becomes an item with a SKU and a price",
  async () => {
    const items = await readCatalog(join(data, 'shopify-products-jewelery.csv'), createChance(1));
    expect(items.find(({ sku }) => sku === 'chain-bracelet-Black')).toMatchObject({ priceMinor: 4_299 });
    expect(new Set(items.map(({ sku }) => sku)).size).toBe(items.length);
  },
);

onRealData('25,900 real baskets are read as a stream, up to 1,110 distinct codes in one', async () => {
  const file = join(data, 'uci-online-retail-baskets.csv');
  let [count, widest] = [0, 0];
  for await (const { lines } of readBaskets(file)) {
    count += 1;
    widest = Math.max(widest, lines.length);
  }
  expect([count, widest]).toEqual([25_900, 1_110]);
  expect((await measureDemand(readBaskets(file), 300)).size).toBe(4_070);
});

onRealData('real invoices come with customers, countries and cancellations', async () => {
  const invoices = await collect(readInvoices(join(data, 'uci-online-retail-lines.csv')));
  expect(invoices.filter(({ isReturn }) => isReturn === true).length).toBeGreaterThan(20);
  expect(invoices.every(({ lines }) => lines.every(({ quantity }) => quantity > 0))).toBe(true);
  expect(new Set(invoices.map(({ country }) => country))).toContain('FR');
});
