import { afterEach, expect, test } from 'vitest';
import { startTestErp, versions, type TestErp } from '#tests/support/odoo-erp.ts';

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);

test.each(versions)(
  "Odoo %i: good settings pass; an administrator's key is called more than is needed",
  async (version) => {
    const { connection } = await start(version);
    const findings = await connection.check();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(codes(findings)).toContain('access.works');
  },
);

test.each(versions)(
  'Odoo %i: a wrong key, wrong mappings and missing rights are each named with advice',
  async (version) => {
    const { connect, sandbox } = await start(version, { withDelivery: false });
    expect(await connect({ apiKey: 'nope' }).connection.check()).toMatchObject([
      { severity: 'error', code: 'access.unauthorized' },
    ]);
    const wrong = {
      taxes: { '0.19': 999 },
      createProducts: false,
      pricelists: { EUR: 999 },
      paymentTerms: { 'Net 30': 999 },
      warehouse: 999,
    };
    const findings = await connect(wrong).connection.check();
    expect(codes(findings)).toEqual(
      expect.arrayContaining([
        'taxes.wrong',
        'products.missing',
        'pricelists.wrong',
        'payment-terms.missing',
        'warehouse.missing',
        'tracking.absent',
      ]),
    );
    expect(
      findings.filter(({ severity }) => severity !== 'ok').every(({ advice }) => advice !== undefined),
    ).toBe(true);
    sandbox.erp.addUser({ login: 'plain2', role: 'plain', password: 'p', apiKey: 'plain-key' });
    const plain = await connect({ login: 'plain2', apiKey: 'plain-key' }).connection.check();
    expect(plain.filter(({ code }) => code === 'rights.missing').map(({ message }) => message)).toContain(
      'the user may not read sale.order',
    );
  },
);

test.each(versions)(
  'Odoo %i: what keeps refunds from being booked is told before one is',
  async (version) => {
    const { connect, sandbox } = await start(version);
    const about = async (login: object): Promise<string[]> =>
      codes(await connect(login as Record<string, unknown>).connection.check()).filter((code) =>
        code.startsWith('refunds.'),
      );
    expect(await about({})).toEqual([]);
    sandbox.erp.addUser({ login: 'sales2', role: 'salesman', password: 'p', apiKey: 'sales-key' });
    expect(await about({ login: 'sales2', apiKey: 'sales-key' })).toEqual(['refunds.rights']);
    sandbox.erp.withoutSalesJournal();
    expect(await about({})).toEqual(['refunds.journal']);
  },
);

test.each(versions)(
  'Odoo %i: the catalog keeps internal references byte for byte, and says what is counted and what is archived',
  async (version) => {
    const { catalog, sandbox } = await start(version);
    sandbox.erp.addProduct({ sku: ' Spaced 7 ', onHand: { WH: 1 } });
    sandbox.erp.addProduct({ sku: 'WORK', kind: 'service' });
    sandbox.erp.archiveProduct('MUG');
    const items = [];
    for await (const page of catalog.all()) items.push(...page.items);
    expect(items.map(({ sku, tracked, active }) => [sku, tracked, active])).toEqual([
      ['TEE', true, true],
      ['MUG', true, false],
      [' Spaced 7 ', true, true],
      ['WORK', false, true],
    ]);
  },
);
