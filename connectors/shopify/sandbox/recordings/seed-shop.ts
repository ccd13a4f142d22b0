import { toMinor } from '../model/money-math.ts';
import { newCustomer } from '../model/people.ts';
import { changeStock, stockAt } from '../model/stock.ts';
import type { ShopifyModel } from '../create-shopify.ts';
import { seedOrder } from './seed-order.ts';
import type { RecordedFacts } from './recorded-facts.ts';
import { type Translation, typeOf } from './translate.ts';

/** Puts records into a new shop that the recorded shop had before, as far as the recording tells of them. */
export interface Seeder {
  /** Makes sure that the record of this id is there, and what it belongs to, if the recording shows it or says so. */
  need(id: string, isThere: boolean): void;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export function createSeeder(model: ShopifyModel, facts: RecordedFacts, translation: Translation): Seeder {
  const { shop, state } = model;
  const makeLocation = (id: string): void => {
    const location = shop.addLocation({ name: text(facts.field(id, 'name')) ?? 'Shop location' });
    location.isActive = facts.field(id, 'isActive') !== false;
    translation.set(id, location.id);
  };
  const makeVariant = (
    variantId: string | undefined,
    itemId: string | undefined,
    productId: string | undefined,
  ): void => {
    const product = shop.addProduct({
      title: text(facts.field(productId ?? '', 'title')) ?? 'Seeded',
      variants: [
        {
          sku: text(facts.field(itemId ?? '', 'sku')) ?? text(facts.field(variantId ?? '', 'sku')) ?? null,
          title: text(facts.field(variantId ?? '', 'title')) ?? 'Default Title',
          priceMinor: toMinor(text(facts.field(variantId ?? '', 'price')) ?? '10.00', 'CAD'),
          // What a call made of it that cannot be repeated, it is from the start.
          tracked:
            facts.field(itemId ?? '', 'tracked') !== false || facts.everSaid(itemId ?? '', 'tracked', true),
        },
      ],
    });
    const [variant] = product.variants;
    if (variant === undefined) return;
    if (productId !== undefined) translation.set(productId, product.id);
    if (variantId !== undefined) translation.set(variantId, variant.id);
    if (itemId !== undefined) translation.set(itemId, variant.item.id);
    const [home] = state.locations.values();
    if (home !== undefined) stockAt(state, variant.item, home);
  };
  const seeder: Seeder = {
    need(id, isThere) {
      if (translation.known(id) !== undefined || !(isThere || facts.has(id))) return;
      const type = typeOf(id);
      if (type === 'Location') makeLocation(id);
      if (type === 'ProductVariant')
        makeVariant(
          id,
          idOf(facts.field(id, 'inventoryItem')),
          idOf(facts.field(id, 'product')) ?? facts.ownerOf(id, 'Product'),
        );
      if (type === 'InventoryItem') {
        const variantId = idOf(facts.field(id, 'variant')) ?? facts.ownerOf(id, 'ProductVariant');
        const productId =
          variantId === undefined
            ? undefined
            : (idOf(facts.field(variantId, 'product')) ?? facts.ownerOf(variantId, 'Product'));
        makeVariant(variantId, id, productId);
      }
      if (type === 'Customer') makeCustomer(model, facts, translation, id);
      if (type === 'Order') seedOrder(model, facts, translation, id);
      if (type === 'FulfillmentOrder' || type === 'Fulfillment') {
        const orderId = idOf(facts.field(id, 'order')) ?? facts.ownerOf(id, 'Order');
        if (orderId !== undefined) seeder.need(orderId, true);
      }
    },
  };
  return seeder;
}

/** Gives a cell the number that the recorded call compared with. */
export function seedQuantity(
  model: ShopifyModel,
  itemId: string,
  locationId: string,
  available: number,
): void {
  const item = model.state.items.get(itemId);
  const location = model.state.locations.get(locationId);
  if (item === undefined || location === undefined) return;
  const level = stockAt(model.state, item, location);
  changeStock(
    model.state,
    level,
    { available: available - level.states.available },
    { cause: 'manual', reference: null },
  );
}

function makeCustomer(
  { state }: ShopifyModel,
  facts: RecordedFacts,
  translation: Translation,
  recorded: string,
): void {
  const id = state.ids.next('Customer');
  const [first, ...rest] = (text(facts.field(recorded, 'displayName')) ?? '').split(' ');
  const lastName = rest.length === 0 ? undefined : rest.join(' ');
  const customer = newCustomer(state, id, {
    firstName: text(facts.field(recorded, 'firstName')) ?? first,
    lastName: text(facts.field(recorded, 'lastName')) ?? lastName,
    email: text(facts.field(recorded, 'email')),
  });
  state.customers.set(id, customer);
  translation.set(recorded, id);
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value ? text(value.id) : undefined;
}
