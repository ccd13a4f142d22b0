import { createOdooDesk } from '#demo/odoo-desk.ts';
import type { OpenDelivery } from '#demo/warehouse.ts';
import type { Deed } from '../plan/history-plan.ts';
import { SKUS, type Vendors, WAREHOUSES } from './vendors.ts';

/** What people in the warehouses do at the ERP's own screens. */
export interface Warehouse {
  /**
   * @param draw the chance of this act alone.
   * @param what done instead of what the chance would choose.
   */
  act(draw: () => number, what?: Deed<'warehouse'>): string;
}

const RECEIVED_MAX = 6;

/** @param mayShip asked with the reference of the order that a delivery is for. */
export function createWarehouse({ erp }: Vendors, mayShip: (delivery: OpenDelivery) => boolean): Warehouse {
  const desk = createOdooDesk(erp.erp, WAREHOUSES);
  let parcels = 0;

  const ship = (draw: () => number): string => {
    const open = desk.openDeliveries().filter(mayShip);
    const delivery = open[Math.floor(draw() * open.length)];
    if (delivery === undefined) return 'the warehouse has nothing to ship';
    const [first] = Object.entries(delivery.demand);
    const isPart = first !== undefined && first[1] > 1 && draw() < 0.4;
    parcels += 1;
    const tracking = `1Z${String(parcels).padStart(6, '0')}`;
    const units = isPart ? { [first[0]]: 1 } : undefined;
    const left = desk.ship(delivery.name, { tracking, carrier: 'UPS', units });
    const what = isPart ? `1 ${first[0]} of ` : '';
    return left ? `${what}${delivery.name} leaves the warehouse` : `${delivery.name} waits for goods`;
  };
  const receive = (draw: () => number): string => {
    const [sku, place] = anywhere(draw);
    const units = 1 + Math.floor(draw() * RECEIVED_MAX);
    desk.receive(sku, place, units);
    return `${units} ${sku} come into ${WAREHOUSES[place]}`;
  };
  const lose = (draw: () => number): string => {
    const [sku, place] = anywhere(draw);
    if (desk.onHand(sku, place) < 1) return receive(draw);
    desk.lose(sku, place, 1);
    return `a count in ${WAREHOUSES[place]} misses 1 ${sku}`;
  };
  const anywhere = (draw: () => number): readonly [string, 0 | 1] => [
    SKUS[Math.floor(draw() * SKUS.length)] ?? SKUS[0],
    draw() < 0.7 ? 0 : 1,
  ];
  return {
    act(draw, what) {
      const dice = draw();
      const deed = what ?? (dice < 0.55 ? 'ship' : dice < 0.85 ? 'receive' : 'lose');
      return { ship, receive, lose }[deed](draw);
    },
  };
}
