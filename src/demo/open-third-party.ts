import {
  ANNOUNCING_SCOPES,
  type ShipbobSandbox,
  startShipbobSandbox,
} from '#connectors/shipbob/sandbox/start.ts';
import type { DemoThirdParty } from '#config/demo.ts';
import type { Item } from './item.ts';

/** The code under which the verdict knows its shelves, beside those of the ERP's warehouses. */
export const THIRD_PARTY = 'SHIPBOB';
/** A demo polls every second; ShipBob itself allows 150. */
const REQUESTS_PER_MINUTE = 3_000;
const WEBHOOK_RETRY_DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000];
const WEBHOOK_SECRET = 'whsec_ZGVtbyBvZiB0aGUgc3luYyBlbmdpbmUh';

export interface OpenThirdParty {
  readonly sandbox: ShipbobSandbox;
  readonly locationId: string;
  readonly settings: DemoThirdParty;
}

/** Units by SKU. */
export type ThirdPartyShelf = ReadonlyMap<string, number>;

/** Bundles are no items of it. It keeps as many of an item as the second warehouse does, and lists what it has nothing of. */
export function stockThirdParty(items: readonly Item[]): ThirdPartyShelf {
  return new Map(items.flatMap(({ sku, stock, parts }) => (parts === undefined ? [[sku, stock[1]]] : [])));
}

/** A ShipBob account with one fulfillment center that keeps these units. */
export async function openThirdParty(shelf: ThirdPartyShelf, seed: number): Promise<OpenThirdParty> {
  const sandbox = await startShipbobSandbox({
    seed,
    scopes: ANNOUNCING_SCOPES,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    webhookRetryDelaysMs: WEBHOOK_RETRY_DELAYS_MS,
  });
  const { id } = sandbox.warehouse.addLocation({ name: 'Fulfillment center' });
  for (const [sku, units] of shelf) sandbox.warehouse.addItem({ sku, onHand: { [id]: units } });
  const { url, token, channelId } = sandbox;
  return {
    sandbox,
    locationId: String(id),
    settings: {
      url,
      token,
      channelId,
      webhookSecret: WEBHOOK_SECRET,
      requestsPerMinute: REQUESTS_PER_MINUTE,
    },
  };
}
