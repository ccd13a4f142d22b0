import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultScopes } from '#connectors/shopify/sandbox/options.ts';
import { ERP, withSettings } from '#tests/support/story-config.ts';
import { ada, databases, openWorld, STORE, type StoryWorld } from '#tests/support/story-world.ts';
import { eventually } from '#tests/support/until.ts';

const PATIENCE_MS = 90_000;
const acme = { name: 'Acme GmbH', location: 'Berlin' };

// Both ledgers wait at the same time, each for its stories one after the other.
describe.concurrent.each(databases)('a company that buys, on %s', (database) => {
  let world: StoryWorld;
  let net30 = 0;

  beforeAll(async () => {
    world = await openWorld({
      database,
      shopify: { scopes: [...defaultScopes, 'read_customers', 'read_payment_terms'] },
      prepare: ({ erp }) => {
        net30 = erp.sandbox.erp.addPaymentTerm('30 Days');
      },
      change: (written) => ({
        ...written,
        connections: withSettings(written, {
          [STORE]: { companies: true, paymentTerms: true },
          [ERP]: { paymentTerms: { 'Net 30': net30 } },
        }),
      }),
    });
  }, 240_000);
  afterAll(() => world.close());

  const sell = (sku: string, poNumber: string, more: object = {}): string =>
    world.store.sell({
      lines: [{ sku, quantity: 1, taxes: [{ title: 'VAT', rate: 0.2 }] }],
      customer: ada,
      company: acme,
      poNumber,
      paymentTerms: { name: 'Net 30', dueInDays: 30 },
      ...more,
    });
  const bookedOf = (id: string) =>
    world.erp.bookings(id).map(({ state, partner, paymentTerm }) => [state, partner.name, paymentTerm]);
  const companies = () => world.erp.sandbox.erp.contacts().filter(({ isCompany }) => isCompany);

  test(
    'its orders are booked under it, once, also when several come at once, with the purchase order number',
    { timeout: 4 * PATIENCE_MS, concurrent: false },
    async () => {
      const bob = { ...ada, firstName: 'Bob', email: 'bob@example.test' };
      const ids = [
        sell('SKU-1', 'PO-1'),
        sell('SKU-2', 'PO-2'),
        sell('SKU-3', 'PO-3', { customer: bob, company: { ...acme, location: 'Vienna' } }),
      ];
      for (const [index, id] of ids.entries()) {
        await eventually(() => bookedOf(id), PATIENCE_MS).toEqual([['sale', 'Acme GmbH', '30 Days']]);
        expect(world.erp.bookings(id)[0]?.note).toContain(`Purchase order: PO-${index + 1}`);
      }
      expect(companies()).toHaveLength(1);
      const people = world.erp.sandbox.erp
        .contacts()
        .filter(({ parentId, type }) => parentId === companies()[0]?.id && type === 'contact')
        .map(({ email }) => email);
      expect(people.toSorted()).toEqual([ada.email, bob.email]);
      const [first = ''] = ids;
      world.store.touch(first);
      const later = sell('SKU-4', 'PO-4');
      await eventually(() => bookedOf(later), PATIENCE_MS).toEqual([['sale', 'Acme GmbH', '30 Days']]);
      expect(companies()).toHaveLength(1);
      expect(bookedOf(first)).toHaveLength(1);
      expect((await world.ledger.read((tx) => tx.orders.get(STORE, first)))?.order).toMatchObject({
        company: { name: 'Acme GmbH', locationName: 'Berlin' },
        purchaseOrderNumber: 'PO-1',
        paymentTerms: { name: 'Net 30', dueInDays: 30 },
      });
    },
  );

  test(
    'what one of its people buys for himself is not booked under it',
    { timeout: PATIENCE_MS, concurrent: false },
    async () => {
      const id = world.store.sellOne('SKU-5');
      await eventually(() => bookedOf(id)[0]?.[1], PATIENCE_MS).toBe('Ada Buyer');
    },
  );
});
