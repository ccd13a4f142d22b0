import type { OpenThirdParty } from './open-third-party.ts';
import { THIRD_PARTY_PLACE } from './store-desk.ts';
import { partsOf, type Recipes } from './verdict/recipes.ts';
import type { WarehouseDesk } from './warehouse.ts';

export interface ThirdPartyShelves extends Pick<OpenThirdParty, 'locationId'> {
  readonly sandbox: Pick<OpenThirdParty['sandbox'], 'warehouse' | 'state'>;
  readonly recipes: Recipes;
  /** Units of an order that are the 3PL's to ship, by SKU; empty when there is nothing for it to do. */
  readonly wanted: (orderReference: string) => Readonly<Record<string, number>>;
}

/**
 * The ERP's warehouse with the shelves of a 3PL as one more place. What the 3PL ships stands as a delivery in the ERP, too;
 * its own people leave that alone.
 */
export function withThirdParty(erp: WarehouseDesk, thirdParty: ThirdPartyShelves): WarehouseDesk {
  const { warehouse, state } = thirdParty.sandbox;
  const location = Number(thirdParty.locationId);
  const onHand = (sku: string): number => {
    const item = [...state.items.values()].find((one) => one.sku === sku);
    return (item && state.onHand.get(`${item.inventoryId}@${location}`)) ?? 0;
  };
  return {
    ...erp,
    places: [...erp.places, THIRD_PARTY_PLACE],
    openDeliveries: () =>
      erp.openDeliveries().filter(({ reference }) => Object.keys(thirdParty.wanted(reference)).length === 0),
    receive(sku, place, units) {
      if (place !== THIRD_PARTY_PLACE) erp.receive(sku, place, units);
      else
        for (const [part, each] of partsOf(sku, thirdParty.recipes))
          warehouse.receive(part, location, units * each);
    },
    lose(sku, place, units) {
      if (place !== THIRD_PARTY_PLACE) erp.lose(sku, place, units);
      else warehouse.count(sku, location, Math.max(0, onHand(sku) - units));
    },
    onHand: (sku, place) => (place === THIRD_PARTY_PLACE ? onHand(sku) : erp.onHand(sku, place)),
  };
}
