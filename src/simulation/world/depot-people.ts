import type { Deed } from '../plan/history-plan.ts';
import type { Truth } from '../oracle/truth.ts';
import { DEPOT } from './depot.ts';
import { SKUS, type StoreName, type Vendors } from './vendors.ts';

type Request = ReturnType<Vendors['depot']['sandbox']['books']['orders']>[number];

/** What people in the 3PL's center do. They know requests, and nothing of the stores. */
export interface DepotPeople {
  /**
   * @param draw the chance of this act alone.
   * @param what done instead of what the chance would choose, if there is a request to do it to.
   */
  act(draw: () => number, what?: Deed<'depot'>): string;
  /** The hall is tidied up: goods for all that was asked come in, nothing stays on hold, what was picked goes out. */
  tidyUp(): void;
}

const RECEIVED_MAX = 4;
const HOLD = { name: 'AddressCheck', description: 'Somebody looks at the address' };

/** @param isCareful they ship only what the store still wants, as if somebody had asked. */
export function createDepotPeople({ depot }: Vendors, truth: Truth, isCareful: boolean): DepotPeople {
  const { books, warehouse } = depot.sandbox;
  const openRequests = (): readonly Request[] =>
    books.orders().filter(({ status }) => status !== 'Cancelled' && status !== 'Fulfilled');
  const isWanted = ({ reference, openUnits, shippedUnits }: Request): boolean => {
    const order = reference.replace(/\/\d+$/u, '');
    const [store = '', ...id] = order.split(':');
    const units = (sku: string): number =>
      truth.heldBack(store as StoreName, id.join(':'), { sku, warehouse: DEPOT });
    return (
      truth.isAgreed(order) &&
      Object.entries(openUnits).every(([sku, count]) => count + (shippedUnits[sku] ?? 0) <= units(sku))
    );
  };
  const ship = (request: Request, draw: () => number): string => {
    const { id, reference, openUnits } = request;
    if (isCareful && !isWanted(request)) return `the depot leaves ${reference} alone`;
    const [first] = Object.entries(openUnits);
    const all = Object.values(openUnits).reduce((sum, count) => sum + count, 0);
    const isPart = first !== undefined && all > 1 && draw() < 0.4;
    warehouse.ship(id, isPart ? { units: { [first[0]]: 1 } } : {});
    return `${isPart ? `1 ${first[0]} of ` : ''}${reference} leaves the depot`;
  };
  const stow = (draw: () => number): string => {
    const sku = SKUS[Math.floor(draw() * SKUS.length)] ?? SKUS[0];
    const there = depot.onHand(sku);
    if (draw() < 0.25 && there > 0) {
      warehouse.count(sku, depot.locationId, there - 1);
      return `a count in the depot misses 1 ${sku}`;
    }
    const units = 1 + Math.floor(draw() * RECEIVED_MAX);
    warehouse.receive(sku, depot.locationId, units);
    return `${units} ${sku} come into the depot`;
  };
  return {
    act(draw, what) {
      const dice = draw();
      const deed = what ?? (dice < 0.3 ? 'stow' : dice < 0.4 ? 'hold' : dice < 0.5 ? 'pick' : 'ship');
      const requests = openRequests();
      const request = requests[Math.floor(draw() * requests.length)];
      if (request === undefined || deed === 'stow') return stow(draw);
      if (request.status === 'Exception') return `${request.reference} waits for goods in the depot`;
      if (isOnHold(request)) {
        warehouse.release(request.id);
        return `the depot releases ${request.reference}`;
      }
      if (deed === 'hold') {
        warehouse.hold(request.id, HOLD);
        return `the depot holds ${request.reference}`;
      }
      if (deed === 'pick') {
        warehouse.pick(request.id);
        return `the depot picks ${request.reference}`;
      }
      return ship(request, draw);
    },
    tidyUp() {
      for (const sku of SKUS) {
        const wanted = openRequests().reduce((sum, { openUnits }) => sum + (openUnits[sku] ?? 0), 0);
        const lacking = wanted - depot.onHand(sku);
        if (lacking > 0) warehouse.receive(sku, depot.locationId, lacking);
      }
      for (const request of openRequests()) if (isOnHold(request)) warehouse.release(request.id);
      // What somebody has in his hands goes out.
      for (const { id, shipments } of depot.sandbox.state.orders.values())
        if (shipments.some(({ isPicking, status }) => isPicking && status === 'Processing'))
          warehouse.ship(id);
    },
  };
}

function isOnHold({ shipments }: Request): boolean {
  return shipments.some(({ status }) => status === 'OnHold');
}
