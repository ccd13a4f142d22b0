import { test } from 'vitest';
import { RejectedError, SynclineError } from '#sdk/errors.ts';
import { capabilities, customer, sell, startTestErp, versions } from '#tests/support/odoo-erp.ts';

const ORDERS = 40;
const AT_ONCE = 8;
const ATTEMPTS_MAX = 60;
/** Longer than any effect of the sandbox can be late. */
const LATE_EFFECTS_MS = 4_500;

async function startStormErp(version: 17 | 18 | 19) {
  const erp = await startTestErp(version);
  return { ...erp, [Symbol.asyncDispose]: () => erp.sandbox.close() };
}

/** As the engine does: again, unless Odoo said no. */
async function untilDone<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isFinal = !(error instanceof SynclineError) || error instanceof RejectedError;
      if (isFinal || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}

test.concurrent.for(versions)(
  'Odoo %i: in a storm of lost, late and refused calls every order ends as one confirmed order with its total',
  { timeout: 60_000 },
  async (version, { expect }) => {
    await using erp = await startStormErp(version);
    const { sandbox, connect, tee, mug } = erp;
    const { target } = capabilities(connect({}, 250).connection);
    sandbox.faults.set({
      throttled: 0.03,
      'server-error': 0.03,
      'timeout-before': 0.02,
      'timeout-after': 0.02,
      'late-effect': 0.02,
      malformed: 0.02,
      'schema-drift': 0.02,
      latency: 0.05,
    });
    const orders = Array.from({ length: ORDERS }, (_, index) =>
      sell(
        `store:${index}`,
        [
          {
            listingId: tee,
            quantity: 1 + (index % 3),
            unitMinor: 1999,
            discountMinor: index * 7,
            taxes: [
              { title: 'State Tax', rate: '0.0725' },
              { title: 'City', rate: '0.015' },
            ],
          },
          { listingId: mug, quantity: 1, unitMinor: 333, taxes: [{ title: 'State Tax', rate: '0.0725' }] },
        ],
        { customer: customer({ email: `buyer${index % 9}@example.test` }) },
      ),
    );
    const waiting = [...orders];
    const work = async (): Promise<void> => {
      for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
        const current = order;
        const { id } = await untilDone(() => target.create(current));
        await untilDone(() => target.confirm(id));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await new Promise((resolve) => {
      setTimeout(resolve, LATE_EFFECTS_MS);
    });
    const books = sandbox.erp.saleOrders();
    expect(books).toHaveLength(ORDERS);
    for (const order of orders) {
      const kept = books.find(({ clientOrderRef }) => clientOrderRef === order.reference);
      expect(kept).toMatchObject({ state: 'sale', totalMinor: order.total.minor });
      expect(kept?.lines.slice(0, 2).map(({ quantity }) => quantity)).toEqual(
        order.lines.map(({ quantity }) => quantity),
      );
    }
    expect(new Set(books.map(({ partner }) => partner.id)).size).toBe(9);
  },
);
