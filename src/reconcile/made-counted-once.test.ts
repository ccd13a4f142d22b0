import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bundles, bundlesByPart, plainPartsOf } from '#domain/bundle.ts';
import { type QuantityKind, toUnits } from '#domain/counted-quantity.ts';
import type { Shipment } from '#domain/shipment.ts';
import { linesOnPart } from '#domain/part-lines.ts';
import { sumOverPlaces } from '#domain/shown-places.ts';
import type { CellFacts, OpenLine } from '#sdk/ledger/stock.ts';
import { availabilityOf } from './cell-availability.ts';
import { toWholeShipment } from './whole-shipment.ts';

/** A pair of two items, a box of two pairs and three more items, a pack of four. */
const bundles: Bundles = new Map([
  ['PAIR', { parts: new Map(Object.entries({ A: 1, B: 2 })), stocked: false }],
  ['BOX', { parts: new Map(Object.entries({ PAIR: 2, A: 1 })), stocked: false }],
  ['FOUR', { parts: new Map(Object.entries({ B: 4 })), stocked: false }],
]);
const byPart = bundlesByPart(bundles);
/** Written out by hand, so that nothing is checked against itself. */
const recipes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  A: { A: 1 },
  B: { B: 1 },
  PAIR: { A: 1, B: 2 },
  BOX: { A: 3, B: 4 },
  FOUR: { B: 4 },
};
const skus = Object.keys(recipes);
const END = 20;

interface Sold {
  readonly sku: string;
  readonly quantity: number;
  /** When each unit of a part leaves, and how long after that it is heard of; from a list that is gone through in circles. */
  readonly leaves: readonly (readonly [at: number, heardAfter: number])[];
}
/** One place with the authority that counts it. */
interface Place {
  readonly stock: Readonly<Record<string, number>>;
  /** Units in one of what the authority counts. */
  readonly unitsPer: number;
  readonly active: boolean;
  readonly sold: readonly Sold[];
}

const soldWith = (late: boolean): fc.Arbitrary<Sold> =>
  fc.record({
    sku: fc.constantFrom(...skus),
    quantity: fc.integer({ min: 1, max: 3 }),
    leaves: fc.array(
      // Beyond the end: it has not left yet.
      fc.tuple(fc.integer({ min: 1, max: END + 8 }), late ? fc.integer({ min: 0, max: 9 }) : fc.constant(0)),
      { minLength: 1, maxLength: 9 },
    ),
  });
const placeWith = (late: boolean): fc.Arbitrary<Place> =>
  fc.record({
    // Below zero, too: an authority may have promised what it does not have.
    stock: fc.record({ A: fc.integer({ min: -3, max: 30 }), B: fc.integer({ min: -3, max: 30 }) }),
    unitsPer: fc.constantFrom(1, 6, 7, 12),
    active: fc.boolean(),
    sold: fc.array(soldWith(late), { maxLength: 4 }),
  });

/** Every unit of every part of a line, with its moments. */
function unitsOf({ sku, quantity, leaves }: Sold) {
  const parts = Object.entries(recipes[sku] ?? {}).flatMap(([part, each]) =>
    Array.from({ length: quantity * each }, () => part),
  );
  return parts.map((part, index) => {
    const [at, heardAfter] = leaves[index % leaves.length] ?? [END + 1, 0];
    return { part, at, heardAt: at + heardAfter };
  });
}

/** What the ledger has of a line at the end: a parcel for each moment at which something was heard of. */
function lineOf(sold: Sold, index: number): OpenLine {
  const units = unitsOf(sold);
  const names = [...plainPartsOf(sold.sku, bundles)];
  const isBundle = bundles.has(sold.sku);
  const told: { readonly shipment: Shipment; readonly at: number }[] = [];
  for (let at = 1; at <= END; at += 1) {
    const now = units.filter(({ heardAt }) => heardAt === at);
    if (now.length === 0) continue;
    const lines = names.flatMap(([part, each], number) => {
      const quantity = now.filter((unit) => unit.part === part).length;
      const reference = isBundle ? `l${index}#${number + 1}/${names.length}x${each}` : `l${index}`;
      return quantity === 0 ? [] : [{ reference, quantity }];
    });
    const parcel = { id: String(at), orderReference: 'o', locationId: 'L', shippedAt: at, lines };
    const said = { ...parcel, carrier: null, trackingNumbers: [], trackingUrl: null };
    const others = told.map(({ shipment }) => shipment);
    told.push({
      shipment: toWholeShipment(said, others, ({ number }) => names[number - 1]?.[0] ?? null),
      at,
    });
  }
  const statementsOf = (quantityIn: (shipment: Shipment) => number) =>
    told
      .map(({ shipment, at }) => ({ quantity: quantityIn(shipment), sequence: at, recordedAt: at }))
      .filter(({ quantity }) => quantity !== 0);
  const sum = (all: readonly { readonly quantity: number }[]) =>
    all.reduce((total, { quantity }) => total + quantity, 0);
  const parts = names.map(
    ([sku]) =>
      [sku, statementsOf(({ parts: own = [] }) => sum(own.filter((part) => part.sku === sku)))] as const,
  );
  return {
    connection: 'store',
    orderId: `o${index}`,
    orderName: `#${index}`,
    lineId: `l${index}`,
    inventoryItemId: null,
    location: 'main',
    channelLocationId: null,
    owed: sold.quantity,
    statements: statementsOf(({ lines }) => sum(lines)),
    ...(isBundle ? { parts: new Map(parts) } : {}),
  };
}

/** What could be sold of an item at this place by a count of that moment. */
function availableBy(at: number, sku: string, place: Place): number | null {
  const lines = place.sold.map((sold, index) => ({ sku: sold.sku, line: lineOf(sold, index) }));
  const linesOf = (wanted: string) => lines.filter((one) => one.sku === wanted).map(({ line }) => line);
  const readings = (part: string) => {
    const left = place.sold.flatMap(unitsOf).filter((unit) => unit.part === part && unit.at <= at).length;
    // As the authority says it: in cases of seven there are broken ones.
    const said = ((place.stock[part] ?? 0) - left) / place.unitsPer;
    const quantity = toUnits(said, place.unitsPer);
    return [{ quantity, reserved: null, basis: at, sentAt: at, answeredAt: at }];
  };
  const cell = { sku } as CellFacts['cell'];
  const base = {
    cell,
    readings: readings(sku),
    openLines: linesOnPart(sku, linesOf, byPart),
    openWrites: [],
  };
  const parts = [...plainPartsOf(sku, bundles)].map(([part, perUnit]) => ({
    sku: part,
    perUnit,
    tracked: true,
    readings: readings(part),
    openLines: linesOnPart(part, linesOf, byPart),
  }));
  const quantityKind: QuantityKind = 'on-hand';
  const facts: CellFacts = bundles.has(sku) ? { ...base, parts } : base;
  return availabilityOf(facts, 0, { buffer: 0, stockLagMs: 0, quantityKind })?.available ?? null;
}

/** By hand: every order is packed, also what is not there; then one is made after the other of what is left. */
function leftByHand(sku: string, { stock, sold }: Place): number {
  const left = new Map(Object.entries(stock));
  for (const { part } of sold.flatMap(unitsOf)) left.set(part, (left.get(part) ?? 0) - 1);
  const parts = Object.entries(recipes[sku] ?? {});
  const isThere = (): boolean => parts.every(([part, each]) => (left.get(part) ?? 0) >= each);
  const isOwed = (): boolean => parts.some(([part]) => (left.get(part) ?? 0) < 0);
  const move = (times: number): void => {
    for (const [part, each] of parts) left.set(part, (left.get(part) ?? 0) + times * each);
  };
  let made = 0;
  for (; isThere(); made += 1) move(-1);
  for (; isOwed(); made -= 1) move(1);
  return made;
}

const moments = fc.integer({ min: 0, max: END });

test('an item counts once, by itself and in nested bundles, whatever part of what has left and in what the authority counts', () => {
  fc.assert(
    fc.property(placeWith(false), moments, fc.constantFrom(...skus), (place, at, sku) => {
      expect(availableBy(at, sku, place)).toBe(leftByHand(sku, place));
    }),
    { numRuns: 400 },
  );
});

test('parts that are heard of late make the numbers lower, never higher', () => {
  fc.assert(
    fc.property(placeWith(true), moments, fc.constantFrom(...skus), (place, at, sku) => {
      expect(availableBy(at, sku, place)).toBeLessThanOrEqual(leftByHand(sku, place));
    }),
    { numRuns: 400 },
  );
});

test('over several places, each with its own authority, those that are active add up, and only those', () => {
  fc.assert(
    fc.property(
      fc.array(placeWith(false), { maxLength: 4 }),
      moments,
      fc.constantFrom(...skus),
      (places, at, sku) => {
        const sum = sumOverPlaces(
          places.map((place) => ({
            tracked: true,
            stocked: true,
            locationActive: place.active,
            available: availableBy(at, sku, place),
          })),
        );
        const active = places.filter((place) => place.active);
        const byHand = active.reduce((total, place) => total + leftByHand(sku, place), 0);
        expect(sum).toBe(active.length === 0 ? null : byHand);
      },
    ),
  );
});
