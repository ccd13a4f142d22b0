import type { SandboxHandler } from '#sdk/sandbox/serve.ts';
import { toDecimal, money } from '#domain/money.ts';
export interface StandInOrder { readonly lines: readonly { sku: string; quantity: number; priceMinor: number }[]; readonly email: string; readonly name: string; readonly index: number }
const bag = (minor: number) => { const m = { amount: toDecimal(money(minor, 'USD')), currencyCode: 'USD' }; return { shopMoney: m, presentmentMoney: m }; };
const page = <N>(nodes: readonly N[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });
const cut = <N>(all: readonly N[], first: number, after: unknown) => { const from = typeof after === 'string' ? Number(after) : 0; const end = Math.min(from + first, all.length); return { nodes: all.slice(from, end), pageInfo: { hasNextPage: end < all.length, endCursor: end > from ? String(end) : null } }; };
export function createStoreStandIn(skus: readonly string[], onHand: number) {
  const levels = new Map(skus.map((sku, i) => [`gid://shopify/InventoryItem/${i + 1}`, { sku, available: onHand, committed: 0 }]));
  const orders = new Map<string, any>();
  const stamp = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const variants = skus.map((sku, i) => ({ id: `gid://shopify/ProductVariant/${i + 1}`, sku, displayName: sku, title: sku, price: '10.00', inventoryPolicy: 'DENY', updatedAt: stamp, product: { id: `gid://shopify/Product/${i + 1}`, status: 'ACTIVE', title: sku }, inventoryItem: { id: `gid://shopify/InventoryItem/${i + 1}`, tracked: true, requiresShipping: true } }));
  const item = (id: string) => { const l = levels.get(id); return l === undefined ? null : { __typename: 'InventoryItem', id, sku: l.sku, tracked: true, inventoryLevels: page([{ id: `${id}?l`, isActive: true, updatedAt: stamp, location: { id: 'gid://shopify/Location/1' }, quantities: [{ name: 'available', quantity: l.available, updatedAt: stamp }, { name: 'committed', quantity: l.committed, updatedAt: stamp }] }]) }; };
  const data = (query: string, v: any): unknown => {
    const op = /(?:query|mutation) (\w+)/.exec(query)?.[1];
    switch (op) {
      case 'VariantsPage': return { productVariants: cut(variants, v.first, v.after) };
      case 'LocationsPage': return { locations: page([{ id: 'gid://shopify/Location/1', name: 'Main', isActive: true, fulfillsOnlineOrders: true, isFulfillmentService: false, shipsInventory: true }]) };
      case 'OrderHeaders': return { orders: cut([...orders.values()].map(({ id, updatedAt }) => ({ id, updatedAt })), v.first, v.after) };
      case 'OrdersByIds': return { nodes: v.ids.map((id: string) => orders.get(id) ?? null) };
      case 'ItemsByIds': return { nodes: v.ids.map(item) };
      case 'ItemsPage': { const c = cut([...levels.keys()], v.first, v.after); return { inventoryItems: { ...c, nodes: c.nodes.map(item) } }; }
      case 'SetInventory': { const q = v.input.quantities; if (q.some((x: any) => levels.get(x.inventoryItemId)?.available !== x.changeFromQuantity)) return { inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [{ field: [], message: 'stale', code: 'CHANGE_FROM_QUANTITY_STALE' }] } }; for (const x of q) { const l = levels.get(x.inventoryItemId); if (l) l.available = x.quantity; } return { inventorySetQuantities: { inventoryAdjustmentGroup: { id: 'gid://shopify/InventoryAdjustmentGroup/1', createdAt: stamp }, userErrors: [] } }; }
      case 'WebhookSubscriptions': return { webhookSubscriptions: page([]) };
      default: throw new Error(`stand-in: ${op}`);
    }
  };
  const handler: SandboxHandler = async ({ body }) => {
    const { query, variables } = JSON.parse(body);
    return { status: 200, headers: { 'x-shopify-api-version': '2026-10', date: new Date().toUTCString() }, body: JSON.stringify({ data: data(query, variables ?? {}), extensions: { cost: { requestedQueryCost: 10, actualQueryCost: 5, throttleStatus: { maximumAvailable: 40000, currentlyAvailable: 39990, restoreRate: 2000 } } } }) };
  };
  let n = 0;
  const place = (o: StandInOrder): string => {
    n += 1; const id = `gid://shopify/Order/${5_000_000_000 + n}`; const now = new Date().toISOString().replace(/\.\d+Z/, 'Z');
    const address = { name: o.name, company: null, address1: `${o.index} Example Street`, address2: null, city: 'Portland', zip: '97201', provinceCode: 'OR', countryCodeV2: 'US', phone: null };
    const net = o.lines.reduce((s, l) => s + l.quantity * l.priceMinor, 0); const taxes = o.lines.map((l) => Math.round(l.quantity * l.priceMinor * 0.08)); const tax = taxes.reduce((a, b) => a + b, 0); const total = net + tax + 500;
    orders.set(id, { __typename: 'Order', id, name: `#${1000 + n}`, createdAt: now, updatedAt: now, cancelledAt: null, test: false, displayFinancialStatus: 'PAID', currencyCode: 'USD', presentmentCurrencyCode: 'USD', taxesIncluded: false, dutiesIncluded: false, discountCodes: [], paymentGatewayNames: ['shopify_payments'], tags: [], sourceName: 'web', note: null, email: o.email, phone: null, billingAddress: address, shippingAddress: address, currentTotalPriceSet: bag(total), currentTotalTaxSet: bag(tax), totalTipReceivedSet: bag(0), currentTotalDutiesSet: null, currentTotalAdditionalFeesSet: null, totalCashRoundingAdjustment: { paymentSet: bag(0) }, totalReceivedSet: bag(total), totalRefundedSet: bag(0),
      lineItems: page(o.lines.map((l, i) => ({ id: `gid://shopify/LineItem/${n * 10 + i}`, sku: l.sku, title: l.sku, quantity: l.quantity, currentQuantity: l.quantity, unfulfilledQuantity: l.quantity, isGiftCard: false, requiresShipping: true, variant: { id: variants[skus.indexOf(l.sku)]?.id, inventoryItem: { id: variants[skus.indexOf(l.sku)]?.inventoryItem.id } }, originalUnitPriceSet: bag(l.priceMinor), discountAllocations: [], taxLines: [{ title: 'State tax', rate: 0.08, priceSet: bag(taxes[i] ?? 0) }] }))),
      shippingLines: page([{ id: `gid://shopify/ShippingLine/${n}`, title: 'Standard', code: 'standard', discountedPriceSet: bag(500), taxLines: [] }]), refunds: [], fulfillments: [],
      fulfillmentOrders: page([{ id: `gid://shopify/FulfillmentOrder/${n}`, status: 'OPEN', supportedActions: [], assignedLocation: { location: { id: 'gid://shopify/Location/1' } }, lineItems: page(o.lines.map((l, i) => ({ id: `gid://shopify/FulfillmentOrderLineItem/${n * 10 + i}`, remainingQuantity: l.quantity, lineItem: { id: `gid://shopify/LineItem/${n * 10 + i}` } }))) }]) });
    for (const l of o.lines) { const lv = [...levels.values()].find((x) => x.sku === l.sku); if (lv) { lv.available -= l.quantity; lv.committed += l.quantity; } }
    return id;
  };
  return { handler, place, locationId: 'gid://shopify/Location/1' };
}
