import { afterEach, describe, expect, test } from 'vitest';
import type { Address } from '#domain/order.ts';
import { TransientError } from '#sdk/errors.ts';
import type { OrderToBook } from '#sdk/capabilities.ts';
import {
  capabilities,
  customer,
  sell,
  startTestErp,
  versions,
  type TestErp,
} from '#tests/support/odoo-erp.ts';

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

const berlin = { id: 'C1', name: 'Acme GmbH', locationId: 'B1', locationName: 'Berlin' };
const works: Address = {
  name: null,
  company: null,
  street: '9 Works Rd',
  street2: null,
  city: 'San Francisco',
  zip: '94105',
  provinceCode: 'CA',
  countryCode: 'US',
  phone: null,
};

const ofAcme = ({ tee }: TestErp, reference: string, more: Partial<OrderToBook> = {}): OrderToBook =>
  sell(reference, [{ listingId: tee, quantity: 1, unitMinor: 1_000 }], {
    company: berlin,
    customer: customer({ billing: works }),
    ...more,
  });

/** What was made of companies and of all that belongs to them, by company. */
function companiesOf({ sandbox }: TestErp) {
  const contacts = sandbox.erp.contacts();
  return contacts
    .filter(({ isCompany }) => isCompany)
    .map(({ id, name }) => ({
      name,
      people: contacts
        .filter((one) => one.parentId === id)
        .map((one) => [one.type, one.name, one.email, one.street].join('|'))
        .toSorted(),
    }));
}

const home = 'delivery|Ada Buyer||1 Main St';
const office = 'invoice|Acme GmbH||9 Works Rd';
const ada = 'contact|Ada Buyer|Ada@Example.test|';

describe.each(versions)('Odoo %i', (version) => {
  test('an order of a company is booked under it, with the person as its contact and the addresses below it', async () => {
    const world = await start(version);
    await world.target.create(ofAcme(world, 'store:1', { purchaseOrderNumber: 'PO <4711>' }));
    expect(companiesOf(world)).toEqual([{ name: 'Acme GmbH', people: [ada, home, office] }]);
    const [booked] = world.sandbox.erp.saleOrders();
    expect(booked).toMatchObject({
      clientOrderRef: 'store:1',
      origin: '#store:1',
      partner: { name: 'Acme GmbH' },
    });
    expect(booked?.note).toContain('Purchase order: PO &lt;4711&gt;');
    expect(booked?.note).toContain('Ordered for: Acme GmbH, Berlin');
    const streetOf = (id: number | undefined) =>
      world.sandbox.erp.contacts().find((contact) => contact.id === id)?.street;
    expect([booked?.invoiceTo, booked?.deliverTo].map(streetOf)).toEqual(['9 Works Rd', '1 Main St']);
    expect(await world.target.find('store:1')).toMatchObject({ reference: 'store:1' });
  });

  test('later orders of any of its people and branches are booked under the same company, also by another process', async () => {
    const world = await start(version);
    await world.target.create(ofAcme(world, 'store:1'));
    const { target } = capabilities(world.connect().connection);
    await target.create(ofAcme(world, 'store:2'));
    const vienna = { ...works, street: '3 Ring' };
    await target.create(
      ofAcme(world, 'store:3', {
        company: { ...berlin, name: 'Acme Group', locationId: 'B2', locationName: 'Vienna' },
        customer: customer({ name: 'Bob', email: 'bob@example.test', billing: vienna, delivery: vienna }),
      }),
    );
    expect(companiesOf(world)).toEqual([
      {
        name: 'Acme GmbH',
        people: [
          ada,
          'contact|Bob|bob@example.test|',
          home,
          'delivery|Acme Group||3 Ring',
          office,
          'invoice|Acme Group||3 Ring',
        ].toSorted(),
      },
    ]);
    const [company] = world.sandbox.erp.contacts().filter(({ isCompany }) => isCompany);
    expect(world.sandbox.erp.saleOrders().map(({ partner }) => partner.id)).toEqual(
      [1, 2, 3].map(() => company?.id),
    );
    await target.create(ofAcme(world, 'store:4', { company: { ...berlin, id: 'C2' } }));
    expect(companiesOf(world)).toHaveLength(2);
  });

  test('two of its first orders that come at once make one company', async () => {
    const world = await start(version);
    const others = [1, 2, 3].map(() => capabilities(world.connect().connection).target);
    const orders = [world.target, ...others].map(
      (target, index) => async () => target.create(ofAcme(world, `store:${index}`)),
    );
    const tries = await Promise.allSettled(orders.map((create) => create()));
    for (const tried of tries)
      if (tried.status === 'rejected') expect(tried.reason).toBeInstanceOf(TransientError);
    for (const create of orders) await create();
    expect(companiesOf(world)).toEqual([{ name: 'Acme GmbH', people: [ada, home, office] }]);
    expect(new Set(world.sandbox.erp.saleOrders().map(({ partner }) => partner.name))).toEqual(
      new Set(['Acme GmbH']),
    );
    expect(world.sandbox.erp.saleOrders()).toHaveLength(4);
  });

  test('whoever gives its mark to another company of his has the next orders booked under that one', async () => {
    const world = await start(version);
    await world.target.create(ofAcme(world, 'store:1'));
    const { sandbox } = world;
    const made = sandbox.erp.contacts().find(({ isCompany }) => isCompany);
    sandbox.erp.replaceCompany(made?.id ?? 0, 'Acme (since 1999)');
    const { target } = capabilities(world.connect().connection);
    await target.create(ofAcme(world, 'store:2'));
    expect(sandbox.erp.saleOrders().map(({ partner }) => partner.name)).toEqual([
      'Acme GmbH',
      'Acme (since 1999)',
    ]);
    expect(companiesOf(world)).toHaveLength(2);
  });

  test('what the same person buys for himself is his own, before and after', async () => {
    const world = await start(version);
    const { tee, target, sandbox } = world;
    const own = (reference: string, email: string) =>
      sell(reference, [{ listingId: tee, quantity: 1, unitMinor: 1_000 }], { customer: customer({ email }) });
    await target.create(ofAcme(world, 'store:1'));
    await target.create(own('store:2', 'ada@example.test'));
    await target.create(own('store:3', 'bob@example.test'));
    await target.create(ofAcme(world, 'store:4', { customer: customer({ email: 'bob@example.test' }) }));
    const contacts = sandbox.erp.contacts();
    const buyers = sandbox.erp
      .saleOrders()
      .map(({ partner }) => contacts.find(({ id }) => id === partner.id))
      .map((partner) => [partner?.isCompany, partner?.parentId]);
    const company = [true, undefined];
    const person = [false, undefined];
    expect(buyers).toEqual([company, person, person, company]);
  });

  test('payment terms that the settings name are written, others are left to Odoo and told in the note', async () => {
    const world = await start(version);
    const net30 = world.sandbox.erp.addPaymentTerm('30 Days');
    const { target } = capabilities(world.connect({ paymentTerms: { 'Net 30': net30 } }).connection);
    const on = (name: string) => ({ paymentTerms: { name, dueInDays: null } });
    await target.create(ofAcme(world, 'store:1', on('Net 30')));
    await target.create(ofAcme(world, 'store:2', on('Net 45')));
    const [mapped, other] = world.sandbox.erp.saleOrders();
    expect(mapped?.paymentTerm).toBe('30 Days');
    expect(mapped?.note).not.toContain('Net 30');
    expect(other?.paymentTerm).toBe('');
    expect(other?.note).toContain('Payment terms: Net 45');
  });
});
