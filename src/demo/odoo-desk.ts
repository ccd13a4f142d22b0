import type { OdooErp } from '#connectors/odoo/sandbox/books/erp.ts';
import type { OpenDelivery, WarehouseDesk } from './warehouse.ts';

/** The warehouse of the Odoo sandbox. @param warehouses codes of the two places. */
export function createOdooDesk(erp: OdooErp, warehouses: readonly string[]): WarehouseDesk {
  return {
    places: [0, 1],
    openDeliveries() {
      const totals = new Map(erp.saleOrders().map((order) => [order.name, order.totalMinor]));
      return erp
        .pickings()
        .flatMap(({ kind, state, name, orderName, clientOrderRef, lines }): OpenDelivery[] => {
          const isOpen = kind === 'outgoing' && state !== 'done' && state !== 'cancel';
          const orderTotalMinor = totals.get(orderName ?? '');
          if (!isOpen || clientOrderRef === undefined || orderTotalMinor === undefined) return [];
          const demand: Record<string, number> = {};
          for (const line of lines) demand[line.sku] = (demand[line.sku] ?? 0) + line.demand;
          const orderId = clientOrderRef.slice(clientOrderRef.indexOf(':') + 1);
          return [{ name, reference: clientOrderRef, orderId, orderTotalMinor, demand }];
        });
    },
    ship: (delivery, { tracking, carrier, units }) =>
      erp.validateDelivery(delivery, { tracking, carrier, quantities: units }).length > 0,
    receive(sku, place, units) {
      erp.receive(sku, warehouses[place] ?? '', units);
    },
    lose(sku, place, units) {
      erp.loseUnits(sku, warehouses[place] ?? '', units);
    },
    onHand: (sku, place) => erp.onHand(sku, warehouses[place] ?? ''),
  };
}
