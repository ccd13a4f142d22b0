import { createSeededDraw } from '#sdk/sandbox/fault-board.ts';
import { playIncident } from './incidents.ts';
import type { World } from './open-world.ts';
import type { Actor, Deed } from './plan/history-plan.ts';
import { type VendorFault, vendorFaults } from './plan/fault-names.ts';
import { createCustomers } from './world/customers.ts';
import type { StoreName } from './world/vendors.ts';
import { createDepotPeople, type DepotPeople } from './world/depot-people.ts';
import { createWarehouse } from './world/warehouse.ts';

/** Where somebody writes to customers, so many of their acts are a yes or a no. */
const SHARE_OF_WORDS = 0.6;
/** After the faults: what was asked for late finds its goods, too. */
const TIDIED_UP_MS = [0, 10_000, 30_000, 60_000, 120_000] as const;
/** And what was asked for very late, because a clock was set back, for as long as anybody waits. */
const TIDIED_UP_EVERY_MS = 120_000;
const TIDIED_UP_UNTIL_MS = 600_000;

/** Puts everything that the plan says on the timeline. */
export function playPlan(world: World, onRolledBack: () => void): void {
  const { plan, timeline, startAt } = world;
  const depotPeople = createDepotPeople(world.vendors, world.truth, plan.isCareful);
  setVendorFaults(world, (name) => plan.rates[name] ?? 0);
  for (const name of vendorFaults) {
    const aim = plan.aims?.[name];
    if (aim !== undefined) for (const board of world.vendors.boards) board.aim(name, new RegExp(aim));
  }
  timeline.at(plan.calmAt, () => {
    // A net that is off stays off.
    const isLost = (name: VendorFault): boolean =>
      name === 'webhook-dropped' && plan.netsOff.includes('webhooks');
    setVendorFaults(world, (name) => (isLost(name) ? 1 : 0));
  });
  for (const afterMs of TIDIED_UP_MS) timeline.at(plan.calmAt + afterMs, () => depotPeople.tidyUp());
  const tidyUpFrom = (afterMs: number): void => {
    timeline.at(plan.calmAt + afterMs, () => {
      depotPeople.tidyUp();
      if (afterMs < TIDIED_UP_UNTIL_MS) tidyUpFrom(afterMs + TIDIED_UP_EVERY_MS);
    });
  };
  tidyUpFrom(2 * TIDIED_UP_EVERY_MS);
  playActs(world, depotPeople);
  for (const incident of plan.incidents)
    timeline.at(incident.at, () =>
      playIncident(incident, { ...world, calmAt: startAt + plan.calmAt, onRolledBack }),
    );
}

function setVendorFaults({ vendors }: World, rateOf: (name: VendorFault) => number): void {
  for (const board of vendors.boards)
    board.set(Object.fromEntries(vendorFaults.map((name) => [name, rateOf(name)])));
}

function playActs(
  { plan, timeline, chronicle, vendors, truth, subscribers }: World,
  depotPeople: DepotPeople,
): void {
  const hasLeft = (store: StoreName, id: string): boolean => plan.isCareful && truth.hasLeft(store, id);
  const customers = createCustomers(vendors.stores, {
    hasLeft,
    takesReturns: plan.oddities?.includes('takes-returns') === true,
  });
  const warehouse = createWarehouse(
    vendors,
    ({ reference }) => !truth.isForDepot(reference) && (!plan.isCareful || truth.isAgreed(reference)),
  );
  const people: Readonly<Record<Actor, { act(draw: () => number, what?: Deed): string }>> = {
    customer: customers,
    warehouse,
    depot: depotPeople,
  };
  for (const { at, who, seed, what } of plan.acts)
    timeline.at(at, () => {
      const draw = createSeededDraw(seed);
      const asked = who === 'customer' && what === undefined && draw() < SHARE_OF_WORDS ? subscribers : null;
      chronicle.tell((asked ?? people[who]).act(createSeededDraw(seed), what));
    });
}
