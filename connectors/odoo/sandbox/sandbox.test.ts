import { afterEach, expect, test } from 'vitest';
import type { Json, JsonObject } from './orm/values.ts';
import { createVirtualClock, type VirtualClock } from './replay/virtual-clock.ts';
import { createOdooSandbox, type OdooSandbox, type OdooSandboxCore, startOdooSandbox } from './start.ts';

const START_MS = Date.UTC(2026, 10, 23, 9);
const running: OdooSandbox[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.close()));
});

interface Bench {
  readonly core: OdooSandboxCore;
  readonly clock: VirtualClock;
  call(model: string, method: string, args: Json, named?: JsonObject): Promise<JsonObject>;
  run(model: string, method: string, args: Json, named?: JsonObject): Promise<Json>;
}

function bench(options: Parameters<typeof createOdooSandbox>[0] = {}): Bench {
  const clock = createVirtualClock(START_MS);
  const core = createOdooSandbox({ clock, workMs: () => 5, ...options });
  const call: Bench['call'] = async (model, method, args, named = {}) => {
    const response = await core.handler(rpc(core, model, method, args, named));
    return JSON.parse(response.body) as JsonObject;
  };
  return {
    core,
    clock,
    call,
    run: async (model, method, args, named) =>
      (await clock.drive(call(model, method, args, named)))['result'] ?? null,
  };
}

function rpc(core: OdooSandboxCore, model: string, method: string, args: Json, named: JsonObject) {
  const params = {
    service: 'object',
    method: 'execute_kw',
    args: [core.database, 2, core.apiKey, model, method, args, named],
  };
  return {
    method: 'POST',
    path: '/jsonrpc',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'call', params }),
  };
}

const orderColumns = [
  'id',
  'partner_id/.id',
  'client_order_ref',
  'order_line/id',
  'order_line/product_id',
  'order_line/product_uom_qty',
];

async function addPartner(stand: Bench): Promise<number> {
  return (await stand.run('res.partner', 'create', [{ name: 'Ann' }])) as number;
}

async function loadOrder(stand: Bench, reference: string, quantity: number): Promise<number> {
  const partner = await addPartner(stand);
  const row = [`t.${reference}`, String(partner), reference, `t.${reference}_1`, 'TEE', String(quantity)];
  const { ids } = (await stand.run('sale.order', 'load', [orderColumns, [row]])) as {
    ids: readonly number[];
  };
  return ids[0] ?? 0;
}

test('six loads of one external id at once make one order, and five losers say why with status 200', async () => {
  const stand = bench();
  stand.core.erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 5 } });
  const partner = await addPartner(stand);
  const row = ['t.o1', String(partner), 'R1', 't.o1_1', 'TEE', '1'];
  const answers = await stand.clock.drive(
    Promise.all(Array.from({ length: 6 }, () => stand.call('sale.order', 'load', [orderColumns, [row]]))),
  );
  const losers = answers.filter((answer) => JSON.stringify(answer).includes('could not serialize access'));
  expect(losers).toHaveLength(5);
  expect(stand.core.erp.saleOrders()).toHaveLength(1);
});

test('two replays of an order that exists, at once: one rewrites it, the other is told of the conflict', async () => {
  const stand = bench();
  stand.core.erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 5 } });
  const id = await loadOrder(stand, 'R1', 1);
  const [first] = stand.core.erp.saleOrders();
  const row = ['t.R1', String(first?.partner.id ?? 0), 'R1', 't.R1_1', 'TEE', '4'];
  const answers = await stand.clock.drive(
    Promise.all([1, 2].map(() => stand.call('sale.order', 'load', [orderColumns, [row]]))),
  );
  const ids = answers.map((answer) => (answer['result'] as JsonObject)['ids']);
  expect(ids).toContainEqual([id]);
  expect(ids).toContain(false);
});

test('search and then create, six times at once, makes six orders', async () => {
  const stand = bench();
  const partner = await addPartner(stand);
  const searchThenCreate = async (): Promise<void> => {
    const found = await stand.call('sale.order', 'search', [[['client_order_ref', '=', 'R1']]]);
    if ((found['result'] as readonly number[]).length > 0) return;
    await stand.call('sale.order', 'create', [{ partner_id: partner, client_order_ref: 'R1' }]);
  };
  await stand.clock.drive(Promise.all(Array.from({ length: 6 }, searchThenCreate)));
  expect(stand.core.erp.saleOrders()).toHaveLength(6);
});

test('confirmations at once leave one product in several quants, and their sum is right', async () => {
  const stand = bench();
  stand.core.erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 100 } });
  const orders: number[] = [];
  for (let index = 0; index < 6; index += 1) orders.push(await loadOrder(stand, `R${index}`, 2));
  await stand.clock.drive(
    Promise.all(orders.map((id) => stand.call('sale.order', 'action_confirm', [[id]]))),
  );
  const domain = [['location_id.usage', '=', 'internal']];
  const read = async (): Promise<readonly { quantity: number; reserved_quantity: number }[]> =>
    (await stand.run('stock.quant', 'search_read', [domain], {
      fields: ['quantity', 'reserved_quantity'],
    })) as never;
  const quants = await read();
  expect(quants.length).toBeGreaterThan(1);
  expect(quants.reduce((sum, quant) => sum + quant.reserved_quantity, 0)).toBe(12);
  expect(quants.reduce((sum, quant) => sum + quant.quantity, 0)).toBe(100);
  stand.core.erp.runScheduler();
  expect(await read()).toHaveLength(1);
});

test('with stale-search a change shows later than its write_date says', async () => {
  const stand = bench();
  stand.core.faults.force('stale-search');
  const began = stand.clock.now();
  await stand.run('res.partner', 'create', [{ name: 'Late' }]);
  const ended = stand.clock.now();
  const rows = (await stand.run('res.partner', 'search_read', [[['name', '=', 'Late']]], {
    fields: ['write_date'],
  })) as readonly {
    write_date: string;
  }[];
  expect(ended - began).toBeGreaterThan(100);
  expect(Date.parse(`${rows[0]?.write_date.replace(' ', 'T') ?? ''}Z`)).toBeLessThanOrEqual(began);
});

test('a proxy in front answers 429 with Retry-After, and 500 or 502 in HTML, without an effect', async () => {
  const stand = bench();
  const request = rpc(stand.core, 'res.partner', 'create', [{ name: 'Never' }], {});
  stand.core.faults.force('throttled');
  const throttled = await stand.core.handler(request);
  stand.core.faults.force('server-error');
  const failed = await stand.core.handler(request);
  expect([throttled.status, throttled.headers?.['retry-after']]).toEqual([429, '1']);
  expect([500, 502]).toContain(failed.status);
  expect(failed.body).toContain('<html>');
  expect(await stand.run('res.partner', 'search_count', [[['name', '=', 'Never']]])).toBe(0);
});

test('with schema-drift a field is missing from every record read', async () => {
  const stand = bench();
  await stand.run('res.partner', 'create', [{ name: 'Ann' }]);
  stand.core.faults.force('schema-drift');
  const rows = (await stand.run('res.partner', 'search_read', [[['name', '=', 'Ann']]], {
    fields: ['name', 'email'],
  })) as readonly JsonObject[];
  expect(Object.keys(rows[0] ?? {})).toHaveLength(2);
});

test('a partial shipment takes stock and delivers in one step, and the rest waits in a backorder', async () => {
  const stand = bench();
  const { erp } = stand.core;
  erp.addWarehouse({ code: 'EAST' });
  erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 3, EAST: 4 } });
  const id = await loadOrder(stand, 'R1', 5);
  await stand.run('sale.order', 'action_confirm', [[id]]);
  expect(erp.validateDelivery('R1', { tracking: 'T-1', carrier: 'UPS' })).toEqual([
    { picking: 'WH/OUT/00001', shipped: { TEE: 3 } },
  ]);
  const [order] = erp.saleOrders();
  expect([order?.deliveryStatus, order?.lines[0]?.delivered, erp.onHand('TEE', 'WH')]).toEqual([
    'partial',
    3,
    0,
  ]);
  erp.receive('TEE', 'WH', 10);
  erp.validateDelivery('R1');
  expect(erp.pickings().map(({ state, tracking, lines }) => [state, tracking, lines[0]?.quantity])).toEqual([
    ['done', 'T-1', 3],
    ['done', undefined, 2],
  ]);
  erp.count('TEE', 'WH', 6);
  erp.loseUnits('TEE', 'WH', 1);
  expect(erp.stockLog.map(({ warehouse, from, to, cause }) => `${warehouse} ${from}>${to} ${cause}`)).toEqual(
    [
      'WH 0>3 addProduct',
      'EAST 0>4 addProduct',
      'WH 3>0 validateDelivery',
      'WH 0>10 receive',
      'WH 10>8 validateDelivery',
      'WH 8>6 count',
      'WH 6>5 loseUnits',
    ],
  );
  expect(erp.saleOrders()[0]?.deliveryStatus).toBe('full');
});

test('more can be shipped than the books have, which leaves the stock below zero', async () => {
  const stand = bench();
  stand.core.erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 1 } });
  const id = await loadOrder(stand, 'R1', 3);
  await stand.run('sale.order', 'action_confirm', [[id]]);
  stand.core.erp.validateDelivery('R1', { quantities: { TEE: 3 } });
  expect(stand.core.erp.onHand('TEE', 'WH')).toBe(-2);
});

test('eight callers at once book a hundred orders over a socket, each once', async () => {
  const sandbox = await startOdooSandbox({ version: 19, workMs: () => 0 });
  running.push(sandbox);
  sandbox.erp.addProduct({ sku: 'TEE', listPrice: 10, onHand: { WH: 10_000 } });
  const headers = { authorization: `bearer ${sandbox.apiKey}`, 'content-type': 'application/json' };
  const post = async (path: string, body: unknown): Promise<Json> =>
    (
      await fetch(`${sandbox.url}/json/2/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json() as Promise<Json>;
  const partner =
    ((await post('res.partner/create', { vals_list: [{ name: 'Ann' }] })) as readonly number[])[0] ?? 0;
  const ordersMax = 100;
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let index = lane; index < ordersMax; index += 8) {
        const row = [`t.o${index}`, String(partner), `R${index}`, `t.o${index}_1`, 'TEE', '1'];
        const { ids } = (await post('sale.order/load', { fields: orderColumns, data: [row] })) as {
          ids: readonly number[];
        };
        await post('sale.order/action_confirm', { ids });
        await post('sale.order/read', { ids, fields: ['state', 'amount_total'] });
      }
    }),
  );
  expect(sandbox.erp.saleOrders().map(({ state }) => state)).toEqual(
    Array.from({ length: ordersMax }, () => 'sale'),
  );
});
