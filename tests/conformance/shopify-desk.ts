import type { ShopifySandbox } from '#connectors/shopify/sandbox/start.ts';
import { minorDigitsOf } from '#domain/money.ts';
import type { CellAddress } from '#domain/stock.ts';
import type { ShipmentToPublish } from '#sdk/capabilities.ts';

const UNITS = 1_000_000;
const VARIANTS_PER_PRODUCT = 50;

/** What shoppers and staff of a shop do, in the kit's words. */
export function openShopDesk(shop: ShopifySandbox['shop'], currency: string) {
  const main = shop.addLocation({ name: 'Main' });
  const east = shop.addLocation({ name: 'East' });
  const closed = shop.addLocation({ name: 'Closed' });
  shop.deactivateLocation(closed.id);
  const large = 10 ** (7 + minorDigitsOf(currency)) - 1;
  const everywhere = { [main.id]: UNITS, [east.id]: UNITS };
  const offer = (sku: string, priceMinor: number, inventory: Readonly<Record<string, number>>): string => {
    shop.addProduct({ title: sku, variants: [{ sku, priceMinor, inventory }] });
    return sku;
  };
  const plainSku = offer('PLAIN', 1_999, everywhere);
  const largeSku = offer('LARGE', large, everywhere);
  const mainSku = offer('MAIN-ONLY', 1_000, { [main.id]: UNITS });
  const eastSku = offer('EAST-ONLY', 1_000, { [east.id]: UNITS });
  let count = 0;
  let parcels = 0;
  const nextSku = (): string => {
    count += 1;
    return `ITEM-${count}`;
  };
  const addItem = (inventory: Readonly<Record<string, number>>): string => {
    const { variants } = shop.addProduct({
      title: 'Item',
      variants: [{ sku: nextSku(), priceMinor: 500, inventory }],
    });
    return variants[0]?.item.id ?? '';
  };
  const place = (input: Parameters<typeof shop.placeOrder>[0]) => {
    const placed = shop.placeOrder(input);
    if (!placed.ok) throw new Error(`the sandbox refused an order: ${placed.reason}`);
    return placed.order;
  };
  const shipped = (
    order: ReturnType<typeof place>,
    units: number,
    tracking: string | null,
    shippedAt: number,
  ): ShipmentToPublish => {
    parcels += 1;
    return {
      reference: `kit/parcel-${parcels}`,
      locationId: null,
      orderId: order.id,
      shipment: {
        id: `parcel-${parcels}`,
        orderReference: `kit:${order.id}`,
        locationId: 'erp-place',
        shippedAt,
        carrier: tracking === null ? null : 'DHL',
        trackingNumbers: tracking === null ? [] : [`${tracking}-${parcels}`],
        trackingUrl: null,
        lines: order.lines.map((line) => ({ reference: line.id, quantity: units })),
      },
    };
  };
  const taxes = [{ title: 'VAT', rate: 0.2 }];
  return {
    /** Products until the shop has so many variants. */
    async addItems(wanted: number): Promise<void> {
      while (shop.levels().length < wanted) {
        const variants = Array.from({ length: VARIANTS_PER_PRODUCT }, () => ({
          sku: nextSku(),
          priceMinor: 500,
          inventory: { [main.id]: 5 },
        }));
        shop.addProduct({ title: 'Items', variants });
      }
      return Promise.resolve();
    },
    item: (units: number): CellAddress => ({
      inventoryItemId: addItem({ [main.id]: units }),
      locationId: main.id,
    }),
    /** Stocked elsewhere only. */
    bareItem: (): CellAddress => ({ inventoryItemId: addItem({ [main.id]: 5 }), locationId: east.id }),
    shown: ({ inventoryItemId, locationId }: CellAddress): number | null => {
      const level = shop
        .levels()
        .find((one) => one.inventoryItemId === inventoryItemId && one.locationId === locationId);
      return level?.active === true ? level.available : null;
    },
    sell({ inventoryItemId, locationId }: CellAddress): void {
      const level = shop.levels().find((one) => one.inventoryItemId === inventoryItemId);
      place({ lines: [{ sku: level?.sku ?? '', quantity: 1 }], locationId });
    },
    rename(variantId: string): void {
      shop.renameSku(variantId, nextSku());
    },
    place: (kind: 'plain' | 'large'): string =>
      place({
        lines: [
          { sku: kind === 'large' ? largeSku : plainSku, quantity: 3, taxes },
          { sku: plainSku, quantity: 1, taxes },
        ],
        shipping: [{ title: 'Post', priceMinor: 495, taxes }],
        orderDiscount: { code: 'OFF', amountMinor: 137 },
        tipMinor: 7,
      }).id,
    parcel(kind: string, shippedAt: number): ShipmentToPublish {
      const skus = kind === 'from two locations' ? [mainSku, eastSku] : [plainSku, largeSku];
      const order = place({ lines: skus.map((sku) => ({ sku, quantity: 2 })) });
      return shipped(
        order,
        kind === 'of a part' ? 1 : 2,
        kind === 'without tracking' ? null : 'TRACK',
        shippedAt,
      );
    },
    /** Units by line that the shop was told to have left. */
    told(orderId: string): ReadonlyMap<string, number> {
      const units = new Map<string, number>();
      for (const { status, lines } of shop.order(orderId).fulfillments) {
        if (status !== 'SUCCESS') continue;
        for (const { lineId, quantity } of lines) units.set(lineId, (units.get(lineId) ?? 0) + quantity);
      }
      return units;
    },
  };
}
