import { amountsOf } from '#connectors/shopify/sandbox/model/order-amounts.ts';
import { places, type Place } from './story-erp.ts';
import type { StoreOrder } from './story-store.ts';
import type { StoryWorld } from './story-world.ts';

export interface AgreementOptions {
  /** Orders that nobody may book: test orders, parked ones, old ones. */
  readonly unbooked?: readonly string[];
  /** Items whose numbers are not compared. */
  readonly skusApart?: readonly string[];
}

/** In sentences, where the two systems' own books differ; empty when they agree. */
export function disagreements(
  world: StoryWorld,
  { unbooked = [], skusApart = [] }: AgreementOptions = {},
): readonly string[] {
  const orders = world.store.sandbox.shop.orders();
  return [
    ...orders.flatMap((order) =>
      unbooked.includes(order.id) ? mustBeUnbooked(world, order) : mustBeBooked(world, order),
    ),
    ...world.skus
      .filter((sku) => !skusApart.includes(sku))
      .flatMap((sku) => places.flatMap((place) => compareStock(world, sku, place))),
  ];
}

function mustBeUnbooked({ erp }: StoryWorld, { id, name }: StoreOrder): readonly string[] {
  return erp.bookings(id).length === 0 ? [] : [`${name} is booked and must not be`];
}

function mustBeBooked({ erp }: StoryWorld, order: StoreOrder): readonly string[] {
  const { name } = order;
  const bookings = erp.bookings(order.id);
  const [booking] = bookings;
  if (booking === undefined) return order.cancelledAt === null ? [`${name} is not booked`] : [];
  if (bookings.length > 1) return [`${name} is booked ${bookings.length} times`];
  if (order.cancelledAt !== null)
    return booking.state === 'cancel' ? [] : [`${name} is canceled, its booking is ${booking.state}`];
  const wrong: string[] = [];
  if (booking.state !== 'sale') wrong.push(`${name}: its booking is ${booking.state}`);
  const { currentTotal, lines } = amountsOf(order);
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

function compareStock(world: StoryWorld, sku: string, place: Place): readonly string[] {
  const shown = world.store.available(sku, place);
  const truth = Math.max(0, sellable(world, sku, place));
  return shown === truth
    ? []
    : [`${sku} at ${place}: the store shows ${shown ?? 'nothing'}, ${truth} may be sold`];
}

/** On hand in the ERP, less what the store has sold from there and the ERP has not sent away. */
export function sellable(
  { store, erp }: Pick<StoryWorld, 'store' | 'erp'>,
  sku: string,
  place: Place,
): number {
  const owed = store.sandbox.shop.orders().map((order) => {
    if (order.cancelledAt !== null || order.test) return 0;
    const { lines } = amountsOf(order);
    const mine = order.lines.filter((line) => line.sku === sku && line.locationId === store.locations[place]);
    const sold = sum(mine.map((line) => lines.get(line.id)?.currentUnits ?? 0));
    const sent = erp
      .bookings(order.id)
      .flatMap((booking) => booking.lines.filter((line) => line.sku === sku));
    return Math.max(0, sold - sum(sent.map((line) => line.delivered)));
  });
  return erp.onHand(sku, place) - sum(owed);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
