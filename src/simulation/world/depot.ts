import {
  ANNOUNCING_SCOPES,
  createShipbobSandbox,
  SCOPES,
  type ShipbobSandboxCore,
} from '#connectors/shipbob/sandbox/start.ts';
import type { Timeline } from '../timeline.ts';
import { createVendorClock } from './vendor-clock.ts';

export const THIRD_PARTY = 'threepl';
/** The code of its one center, beside those of the ERP's warehouses. */
export const DEPOT = 'DEPOT';
/** Histories poll every few seconds; ShipBob itself allows 150. */
const REQUESTS_PER_MINUTE = 3_000;
const HOST = 'threepl.sim';

/** The 3PL: keeps part of the stock and ships what it is asked for. */
export interface Depot {
  readonly sandbox: ShipbobSandboxCore;
  readonly host: string;
  readonly url: string;
  readonly locationId: number;
  readonly requestsPerMinute: number;
  onHand(sku: string): number;
}

export function openDepot(
  timeline: Timeline,
  seed: number,
  units: ReadonlyMap<string, number>,
  hearsOfReturns: boolean,
): Depot {
  const url = `https://${HOST}`;
  const sandbox = createShipbobSandbox({
    clock: createVendorClock(timeline),
    seed,
    origin: url,
    scopes: hearsOfReturns ? ANNOUNCING_SCOPES : SCOPES,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    sendWebhook: () => Promise.resolve(200),
  });
  const { id } = sandbox.warehouse.addLocation({ name: 'Center' });
  for (const [sku, count] of units) sandbox.warehouse.addItem({ sku, onHand: { [id]: count } });
  return {
    sandbox,
    host: HOST,
    url,
    locationId: id,
    requestsPerMinute: REQUESTS_PER_MINUTE,
    onHand(sku) {
      const item = [...sandbox.state.items.values()].find((one) => one.sku === sku);
      return (item && sandbox.state.onHand.get(`${item.inventoryId}@${id}`)) ?? 0;
    },
  };
}
