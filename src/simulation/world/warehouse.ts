import { createOdooDesk } from '#demo/odoo-desk.ts';
import type { Timeline } from '../timeline.ts';
import { SKUS, type Vendors, WAREHOUSES } from './vendors.ts';

/** What people in the warehouses do at the ERP's own screens. */
export interface Warehouse {
  act(): string;
}

const RECEIVED_MAX = 6;

export function createWarehouse(timeline: Timeline, { erp }: Vendors): Warehouse {
  const desk = createOdooDesk(erp.erp, WAREHOUSES);
  const { draw } = timeline;
  let parcels = 0;

  const ship = (): string => {
    const open = desk.openDeliveries();
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
  const receive = (): string => {
    const [sku, place] = anywhere();
    const units = 1 + Math.floor(draw() * RECEIVED_MAX);
    desk.receive(sku, place, units);
    return `${units} ${sku} come into ${WAREHOUSES[place]}`;
  };
  const lose = (): string => {
    const [sku, place] = anywhere();
    if (desk.onHand(sku, place) < 1) return receive();
    desk.lose(sku, place, 1);
    return `a count in ${WAREHOUSES[place]} misses 1 ${sku}`;
  };
  const anywhere = (): readonly [string, 0 | 1] => [
    SKUS[Math.floor(draw() * SKUS.length)] ?? SKUS[0],
    draw() < 0.7 ? 0 : 1,
  ];
  return {
    act() {
      const dice = draw();
      if (dice < 0.55) return ship();
      return dice < 0.85 ? receive() : lose();
    },
  };
}
