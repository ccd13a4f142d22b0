import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { systemClock } from '#cli/system-clock.ts';
import { createOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import { createShopify } from '#connectors/shopify/sandbox/create-shopify.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { serveSandbox } from '#sdk/sandbox/serve.ts';
import { answerQuestions } from '../bench-process.ts';
import { createRecorder } from './recorder.ts';
import { SHOP_DOMAIN, type VendorWorld } from './vendor-world.ts';

const SKUS = 200;
const ON_HAND = 1_000_000;
const PRICE_MINOR = 1_000;
const LINES_MAX = 3;
const TAX = { title: 'State tax', percent: 8 };
const WAREHOUSE = { code: 'WH', id: '1' };

// Both vendors in one process that is neither side's: whoever calls pays the same for their answers.
const recorder = createRecorder();
const skus = Array.from({ length: SKUS }, (_, index) => `BENCH-${String(index + 1).padStart(4, '0')}`);

const odoo = createOdooSandbox({ version: 18 });
const taxId = odoo.erp.addTax({ name: TAX.title, percent: TAX.percent });
for (const sku of skus)
  odoo.erp.addProduct({
    sku,
    priceMinor: PRICE_MINOR,
    onHand: { [WAREHOUSE.code]: ON_HAND },
    taxes: [TAX.title],
  });
// Shipping is booked under it; it would be made at the first order, in the middle of a measurement.
odoo.erp.addProduct({ sku: 'SYNC-SHIPPING', kind: 'service', taxes: [] });

const shopify = createShopify({
  clock: systemClock,
  shopDomain: SHOP_DOMAIN,
  // The largest bucket: what is measured is the engine, not the waiting for a limit.
  plan: 'enterprise',
  sendWebhook: () => Promise.reject(new Error('nobody subscribed')),
});
const location = shopify.shop.addLocation({ name: 'Main' });
for (const sku of skus)
  shopify.shop.addProduct({
    title: sku,
    variants: [{ sku, priceMinor: PRICE_MINOR, inventory: { [location.id]: ON_HAND } }],
  });

const { faults } = odoo;
const erpServer = await serveSandbox({ faults, handler: recorder.wrap('erp', odoo.faultyHandler) });
const storeServer = await serveSandbox({ faults, handler: recorder.wrap('store', shopify.handler) });
const draw = createSeededDraw(7);
let placed = 0;
let wanted = 0;
let confirmed = 0;
let converged = Promise.withResolvers<number>();

recorder.onCall = ({ vendor, request, answer, answeredAt }) => {
  const isConfirmation = vendor === 'erp' && request.body.includes('"action_confirm"');
  if (!isConfirmation || answer?.status !== 200 || answer.body.includes('"error"')) return;
  confirmed += 1;
  if (confirmed === wanted) converged.resolve(answeredAt);
};

function placeOrder(): void {
  placed += 1;
  const address = {
    address1: `${placed} Example Street`,
    city: 'Portland',
    zip: '97201',
    provinceCode: 'OR',
  };
  const { ok } = shopify.shop.placeOrder({
    customer: {
      firstName: 'Ada',
      lastName: `Example ${placed}`,
      email: `buyer-${placed}@example.com`,
      address: { ...address, firstName: 'Ada', lastName: `Example ${placed}`, countryCode: 'US' },
    },
    lines: Array.from({ length: 1 + Math.floor(draw() * LINES_MAX) }, () => ({
      sku: skus[Math.floor(draw() * SKUS)],
      quantity: 1 + Math.floor(draw() * 3),
      taxes: [{ title: TAX.title, rate: TAX.percent / 100 }],
    })),
    shipping: [{ title: 'Standard', code: 'standard', priceMinor: 500 }],
  });
  if (!ok) throw new Error('the store refused an order');
}

/** From the first call to the answer that confirmed the last order; then every order is looked up in the ERP's books. */
async function waitForAll(): Promise<{ readonly ms: number }> {
  const at = await converged.promise;
  const [first] = recorder.calls;
  if (first === undefined) throw new Error('orders were confirmed without a call');
  const booked = odoo.erp.saleOrders().filter((order) => order.state === 'sale');
  if (new Set(booked.map((order) => order.clientOrderRef)).size !== placed || booked.length !== placed)
    throw new Error(`${placed} orders were placed, and the ERP has ${booked.length}`);
  return { ms: at - first.arrivedAt };
}

answerQuestions(
  {
    world: (): VendorWorld => ({
      storeUrl: storeServer.url,
      erpUrl: erpServer.url,
      accessToken: shopify.accessToken,
      storeLocationId: location.id,
      warehouseId: WAREHOUSE.id,
      taxId,
      database: odoo.database,
      login: odoo.login,
      apiKey: odoo.apiKey,
    }),
    quietMs: () => (recorder.calls.length === 0 ? 0 : performance.now() - recorder.lastAt()),
    place: (details) => {
      wanted = z.int().positive().parse(details);
      confirmed = 0;
      converged = Promise.withResolvers<number>();
      for (let index = 0; index < wanted; index += 1) placeOrder();
      recorder.clear();
    },
    converged: waitForAll,
    save: (details) => {
      writeFileSync(z.string().parse(details), JSON.stringify(recorder.calls));
    },
  },
  async () => {
    shopify.stopWebhooks();
    await Promise.all([erpServer.close(), storeServer.close()]);
  },
);
