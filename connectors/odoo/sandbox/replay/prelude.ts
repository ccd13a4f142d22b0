import type { Json, JsonObject } from '#connectors/odoo/sandbox/orm/values.ts';
import type { Stage } from './stage.ts';

const WAREHOUSE = 'WH';
const PARTNER_BEFORE = 44;
const PRODUCT_BEFORE = 49;
const ORDER_BEFORE = 25;
/** Credit notes that each recorded database had posted before, by version. */
const POSTED_BEFORE: Readonly<Record<number, number>> = { 17: 7, 18: 6, 19: 5 };
const QUANTS_BEFORE = [39, 42, 45, 46, 47, 48, 49, 50];

/** Puts into the sandbox what a recorded database already held when its recording began. */
export async function setStage(file: string, stage: Stage): Promise<void> {
  if (file.includes('replay-amend') || file.startsWith('odoo17-orders-money')) {
    stage.core.erp.addPricelist({ name: 'Euro', currency: 'EUR' });
  }
  if (file.includes('credit-note')) {
    for (let count = POSTED_BEFORE[stage.core.version] ?? 0; count > 0; count -= 1)
      stage.core.erp.postEmptyCreditNote();
  }
  if (/idempotency|jsonrpc-stock/u.test(file)) await makeBusyProduct(stage);
}

/** A product whose stock is eight rows already, after eight confirmations at once. */
async function makeBusyProduct({ core, clock, mapping }: Stage): Promise<void> {
  const call = async (model: string, method: string, args: Json): Promise<Json> => {
    const params = {
      service: 'object',
      method: 'execute_kw',
      args: [core.database, 2, core.password, model, method, args],
    };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'call', params });
    const answer = await core.handler({ method: 'POST', path: '/jsonrpc', headers: {}, body });
    return (JSON.parse(answer.body) as JsonObject)['result'] ?? null;
  };
  const { productId } = core.erp.addProduct({ sku: 'TEE-BLUE', listPrice: 10, onHand: { [WAREHOUSE]: 500 } });
  const partner = await clock.drive(call('res.partner', 'create', [{ name: 'Shopper' }]));
  const line = [0, 0, { product_id: productId, product_uom_qty: 1 }];
  const orders: Json[] = [];
  for (const _ of QUANTS_BEFORE) {
    orders.push(
      await clock.drive(call('sale.order', 'create', [{ partner_id: partner, order_line: [line] }])),
    );
  }
  await clock.drive(Promise.all(orders.map((order) => call('sale.order', 'action_confirm', [[order]]))));
  const quants = await clock.drive(
    call('stock.quant', 'search', [
      [
        ['product_id', '=', productId],
        ['location_id.usage', '=', 'internal'],
      ],
    ]),
  );
  for (const [index, recorded] of QUANTS_BEFORE.entries()) {
    mapping.learn('stock.quant', recorded, Number((quants as readonly Json[])[index]));
  }
  mapping.learn('product.product', PRODUCT_BEFORE, productId);
  mapping.learn('res.partner', PARTNER_BEFORE, Number(partner));
  mapping.learn('sale.order', ORDER_BEFORE, Number(orders[0]));
}
