import { defineConnector } from '#sdk/define-connector.ts';
import { createCatalogSource } from './catalog-source.ts';
import { checkOdoo } from './check.ts';
import { createClient } from './client.ts';
import { createFulfillmentTarget } from './fulfillment-target.ts';
import { createOrderDesk, createOrderTarget } from './order-target.ts';
import { createWarehouseFinder } from './picking-types.ts';
import { settings } from './settings.ts';
import { createRefundTarget } from './refund-target.ts';
import { createShipmentSource } from './shipment-source.ts';
import { createStockSource } from './stock-source.ts';
import { createTransport } from './transport.ts';
import { createLocationSource, createWarehouseList } from './warehouses.ts';

/** Odoo 17 and 18 over JSON-RPC, 19 over JSON-2: books orders, counts stock, says and hears what was shipped. */
export const odoo = defineConnector({
  name: 'odoo',
  title: 'Odoo',
  settings,
  limits: ({ requestsPerSecond, burst, concurrency }) =>
    requestsPerSecond === undefined
      ? { kind: 'concurrency', callsMax: concurrency }
      : {
          kind: 'requests',
          perSecond: requestsPerSecond,
          burst: burst ?? Math.max(1, Math.ceil(requestsPerSecond)),
        },
  connect(options, { http, clock, random }) {
    const client = createClient(options, createTransport(options, { http, clock, random }), clock);
    const desk = createOrderDesk(client);
    const warehouses = createWarehouseList(client);
    const warehouseOf = createWarehouseFinder(client);
    return {
      check: () => checkOdoo(client),
      orders: { target: createOrderTarget(desk) },
      refunds: { target: createRefundTarget(client, desk) },
      stock: { source: createStockSource(client, warehouses) },
      shipments: { source: createShipmentSource(client, warehouseOf) },
      fulfillment: { target: createFulfillmentTarget(client, warehouseOf) },
      catalog: { source: createCatalogSource(client) },
      locations: { source: createLocationSource(client) },
    };
  },
});
