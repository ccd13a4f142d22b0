import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { createOdooSandbox } from '#connectors/odoo/sandbox/start.ts';
import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { serveSandbox } from '#sdk/sandbox/serve.ts';
import { answerQuestions } from '../bench-process.ts';
import { createRecorder } from './recorder.ts';
import { createStoreStandIn } from './store-stand-in.tmp.ts';

const SKUS = 200;
const ON_HAND = 1_000_000;
const TAX = { name: 'State tax 8%', percent: 8 };
const CONFIRM = '"action_confirm"';

// Both vendors in one process that is neither side's: whoever calls pays the same for their answers.
const recorder = createRecorder();
const skus = Array.from({ length: SKUS }, (_, index) => `BENCH-${String(index + 1).padStart(4, '0')}`);
const odoo = createOdooSandbox({ version: 18 });
const taxId = odoo.erp.addTax(TAX);
for (const sku of skus) odoo.erp.addProduct({ sku, priceMinor: 1_000, onHand: { WH: ON_HAND }, taxes: [TAX.name] });
// Amounts without an item are booked under it; it would be made at the first order, in the middle of a measurement.
odoo.erp.addProduct({ sku: 'SYNC-SHIPPING', kind: 'service', taxes: [] });
const store = createStoreStandIn(skus, ON_HAND);
const erpServer = await serveSandbox({ handler: recorder.wrap('erp', odoo.faultyHandler), faults: odoo.faults });
const storeServer = await serveSandbox({ handler: recorder.wrap('store', store.handler), faults: odoo.faults });

let wanted = 0;
let placed = 0;
let confirmed = 0;
let converged = Promise.withResolvers<number>();
recorder.onCall = ({ vendor, request, answer, answeredAt }) => {
  if (vendor !== 'erp' || !request.body.includes(CONFIRM) || answer?.body.includes('"error"') !== false) return;
  confirmed += 1;
  if (confirmed === wanted) converged.resolve(answeredAt);
};

answerQuestions(
  {
    world: () => ({
      storeUrl: storeServer.url,
      erpUrl: erpServer.url,
      locationId: store.locationId,
      taxId,
      ...{ database: odoo.database, login: odoo.login, apiKey: odoo.apiKey },
    }),
    traffic: () => ({ calls: recorder.calls.length, quietMs: performance.now() - recorder.lastAt() }),
    place: (details) => {
      wanted = z.int().positive().parse(details);
      confirmed = 0;
      converged = Promise.withResolvers<number>();
      const draw = createSeededDraw(7);
      const lineOf = () => ({ sku: skus[Math.floor(draw() * SKUS)] ?? '', quantity: 1 + Math.floor(draw() * 3), priceMinor: 1_000 });
      for (let index = 0; index < wanted; index += 1)
        store.place({ index, name: `Buyer ${index}`, email: `buyer-${placed + index}@example.com`, lines: Array.from({ length: 1 + Math.floor(draw() * 3) }, lineOf) });
      placed += wanted;
      recorder.clear();
    },
    converged: async () => {
      const at = await converged.promise;
      const startedAt = recorder.calls[0]?.arrivedAt ?? at;
      const orders = odoo.erp.saleOrders();
      return { ms: at - startedAt, at, confirmed: orders.filter((order) => order.state === 'sale').length, references: new Set(orders.map((order) => order.clientOrderRef)).size, calls: recorder.calls.length };
    },
    save: (details) => writeFileSync(z.string().parse(details), JSON.stringify(recorder.calls)),
  },
  async () => {
    await Promise.all([erpServer.close(), storeServer.close()]);
  },
);
