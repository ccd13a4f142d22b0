import type { ShopifyModel } from '../create-shopify.ts';
import { toMinor } from '../model/money-math.ts';
import type { Order } from '../model/records.ts';
import type { RecordedFacts } from './recorded-facts.ts';
import type { Translation } from './translate.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * An order as the recording first shows it: its lines, what was paid, its name. Its fulfillment orders and lines get
 * the recorded ids in the order in which they are shown.
 */
export function seedOrder(
  model: ShopifyModel,
  facts: RecordedFacts,
  translation: Translation,
  id: string,
): void {
  const field = (name: string): unknown => facts.field(id, name);
  const lines = linesOf(field);
  const transactions = [field('transactions')].flat().filter(isJson);
  const paidMinor = transactions.reduce(
    (sum, entry) => sum + (entry['kind'] === 'SALE' ? minorOf(entry['amountSet']) : 0),
    0,
  );
  const totalMinor =
    minorOf(field('currentTotalPriceSet')) ||
    minorOf(field('totalPriceSet')) ||
    minorOf(field('totalReceivedSet')) ||
    paidMinor;
  const units = lines.reduce((sum, line) => sum + Number(line['quantity'] ?? 1), 0) || 1;
  const placed = model.shop.placeOrder({
    lines:
      lines.length === 0
        ? [{ title: 'Seeded', quantity: 1, unitPriceMinor: totalMinor }]
        : lines.map((line) => ({
            title: textOf(line['title']) ?? 'Seeded',
            ...(textOf(line['sku']) === undefined ? {} : { sku: textOf(line['sku']) }),
            quantity: Number(line['quantity'] ?? 1),
            unitPriceMinor: minorOf(line['originalUnitPriceSet']) || Math.round(totalMinor / units),
          })),
    paid: false,
    gateway: 'manual',
    ...(textOf(field('email')) === undefined ? {} : { email: textOf(field('email')) }),
    note: textOf(field('note')),
    tags: Array.isArray(field('tags')) ? (field('tags') as string[]) : [],
  });
  if (!placed.ok) return;
  const { order } = placed;
  order.paymentPending = field('displayFinancialStatus') === 'PENDING';
  for (const entry of transactions) pay(model, order, entry);
  if (transactions.length === 0 && field('displayFinancialStatus') === 'PAID') model.shop.payOrder(order.id);
  if (field('closed') === true) order.closedAt = model.state.now();
  translation.set(id, order.id);
  const name = textOf(field('name'));
  if (name !== undefined) translation.learn(name, order.name);
  translation.learn(
    lines.map((line) => line['id']),
    order.lines.map((line) => line.id),
  );
  const shown = nodesOf(field('fulfillmentOrders'));
  translation.learn(
    shown.map((entry) => entry['id']),
    order.fulfillmentOrders.map((entry) => entry.id),
  );
  for (const [index, entry] of shown.entries()) {
    const mine = order.fulfillmentOrders[index]?.lines ?? [];
    translation.learn(
      nodesOf(entry['lineItems']).map((line) => line['id']),
      mine.map((line) => line.id),
    );
  }
}

/** The lines, or those that its fulfillment orders show. */
function linesOf(field: (name: string) => unknown): readonly Json[] {
  const own = nodesOf(field('lineItems'));
  if (own.length > 0) return own;
  return nodesOf(field('fulfillmentOrders')).flatMap((entry) =>
    nodesOf(entry['lineItems']).flatMap(({ lineItem, totalQuantity }) =>
      isJson(lineItem) ? [{ quantity: totalQuantity, ...lineItem }] : [],
    ),
  );
}

function pay({ state }: ShopifyModel, order: Order, entry: Json): void {
  const { kind } = entry;
  if (kind !== 'SALE' && kind !== 'AUTHORIZATION') return;
  const minor = minorOf(entry['amountSet']);
  order.transactions.push({
    kind: 'OrderTransaction',
    id: state.ids.next('OrderTransaction'),
    orderId: order.id,
    type: kind,
    status: entry['status'] === 'PENDING' ? 'PENDING' : 'SUCCESS',
    gateway: textOf(entry['gateway']) ?? 'manual',
    test: false,
    amount: { shop: minor, presentment: minor },
    parentId: null,
    createdAt: state.now(),
    processedAt: state.now(),
  });
}

function nodesOf(value: unknown): readonly Json[] {
  const nodes = isJson(value) ? value['nodes'] : undefined;
  return Array.isArray(nodes) ? nodes.filter(isJson) : [];
}

function minorOf(set: unknown): number {
  const money = isJson(set) ? (isJson(set['shopMoney']) ? set['shopMoney'] : set) : {};
  const { amount } = money;
  return typeof amount === 'string' ? toMinor(amount, 'USD') : 0;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
