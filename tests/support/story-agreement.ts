import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { type ErpOrder, places, type Place } from './story-erp.ts';
import type { StoreOrder } from './story-store.ts';
import type { StoryWorld } from './story-world.ts';

export interface AgreementOptions {
  /** Orders that nobody may book: test orders, parked ones, old ones. */
  readonly unbooked?: readonly string[];
  /** Items whose numbers are not compared. */
  readonly skusApart?: readonly string[];
}

/** One order, and all that the ERP booked of it. */
interface Sold {
  readonly order: StoreOrder;
  readonly amounts: ReturnType<typeof amountsOf>;
  readonly bookings: readonly ErpOrder[];
}

/** In sentences, where the two systems' own books differ; empty when they agree. */
export function disagreements(
  world: StoryWorld,
  { unbooked = [], skusApart = [] }: AgreementOptions = {},
): readonly string[] {
  // Stories ask often, so each order is read once.
  const sold = readSold(world);
  return [
    ...sold.flatMap((one) => (unbooked.includes(one.order.id) ? mustBeUnbooked(one) : mustBeBooked(one))),
    ...world.skus
      .filter((sku) => !skusApart.includes(sku))
      .flatMap((sku) => places.flatMap((place) => compareStock(world, sold, { sku, place }))),
  ];
}

function readSold({ store, erp }: Pick<StoryWorld, 'store' | 'erp'>): readonly Sold[] {
  const bookings = erp.allBookings();
  return store.sandbox.shop.orders().map((order) => ({
    order,
    amounts: amountsOf(order),
    bookings: bookings.get(order.id) ?? [],
  }));
}

function mustBeUnbooked({ order, bookings }: Sold): readonly string[] {
  return bookings.length === 0 ? [] : [`${order.name} is booked and must not be`];
}

function mustBeBooked({ order, amounts: { currentTotal, lines }, bookings }: Sold): readonly string[] {
  const { name } = order;
  const [booking] = bookings;
  if (booking === undefined) return order.cancelledAt === null ? [`${name} is not booked`] : [];
  if (bookings.length > 1) return [`${name} is booked ${bookings.length} times`];
  if (order.cancelledAt !== null)
    return booking.state === 'cancel' ? [] : [`${name} is canceled, its booking is ${booking.state}`];
  const wrong: string[] = [];
  if (booking.state !== 'sale') wrong.push(`${name}: its booking is ${booking.state}`);
  if (booking.totalMinor !== currentTotal.shop)
    wrong.push(`${name} comes to ${currentTotal.shop}, booked are ${booking.totalMinor}`);
  for (const sku of new Set(order.lines.map((line) => line.sku))) {
    if (sku === null) continue;
    const sold = sum(
      order.lines.filter((line) => line.sku === sku).map((line) => lines.get(line.id)?.currentUnits ?? 0),
    );
    const booked = sum(booking.lines.filter((line) => line.sku === sku).map((line) => line.quantity));
    if (sold !== booked) wrong.push(`${name}: ${sold} of ${sku} sold, ${booked} booked`);
  }
  return wrong;
}

interface Cell {
  readonly sku: string;
  readonly place: Place;
}

function compareStock(world: StoryWorld, sold: readonly Sold[], cell: Cell): readonly string[] {
  const { sku, place } = cell;
  const shown = world.store.available(sku, place);
  const truth = Math.max(0, sellable(world, sold, cell));
  return shown === truth
    ? []
    : [`${sku} at ${place}: the store shows ${shown ?? 'nothing'}, ${truth} may be sold`];
}

/** On hand in the ERP, less what the store has sold from there and the ERP has not sent away. */
function sellable(
  { store, erp }: Pick<StoryWorld, 'store' | 'erp'>,
  all: readonly Sold[],
  { sku, place }: Cell,
): number {
  const owed = all.map(({ order, amounts: { lines }, bookings }) => {
    if (order.cancelledAt !== null || order.test) return 0;
    const mine = order.lines.filter((line) => line.sku === sku && line.locationId === store.locations[place]);
    const sold = sum(mine.map((line) => lines.get(line.id)?.currentUnits ?? 0));
    const sent = bookings.flatMap((booking) => booking.lines.filter((line) => line.sku === sku));
    return Math.max(0, sold - sum(sent.map((line) => line.delivered)));
  });
  return erp.onHand(sku, place) - sum(owed);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
