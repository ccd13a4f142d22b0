import { afterEach, expect, test } from 'vitest';
import { MalformedAnswerError, ThrottledError, TransientError, UnknownOutcomeError } from '#sdk/errors.ts';
import { capabilities, sell, startTestErp, versions, type TestErp } from '#tests/support/odoo-erp.ts';

let erp: TestErp | undefined;
async function start(...args: Parameters<typeof startTestErp>): Promise<TestErp> {
  erp = await startTestErp(...args);
  return erp;
}
afterEach(async () => {
  await erp?.sandbox.close();
  erp = undefined;
});

test.each(versions)(
  'Odoo %i is recognized and spoken to in its own protocol, named or not',
  async (version) => {
    const { connect } = await start(version);
    for (const setting of ['auto', version] as const) {
      const { connection, http } = connect({ version: setting });
      expect(await capabilities(connection).target.find('nobody')).toBeNull();
      const paths = new Set(
        http.requests.slice(setting === 'auto' ? 1 : 0).map(({ url }) => new URL(url).pathname.split('/')[1]),
      );
      expect(paths).toEqual(new Set([version === 19 ? 'json' : 'jsonrpc']));
    }
  },
);

test.each(versions)(
  'Odoo %i: a cut answer is harmless for a read and an open outcome for a write',
  async (version) => {
    const { target, sandbox, tee } = await start(version);
    const { id } = await target.create(sell('store:1', [{ listingId: tee, quantity: 1, unitMinor: 100 }]));
    // A read is asked three times.
    sandbox.faults.force('malformed', 3);
    await expect(target.find('store:1')).rejects.toBeInstanceOf(MalformedAnswerError);
    sandbox.faults.force('malformed');
    await expect(target.confirm(id)).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect((await target.confirm(id)).state).toBe('confirmed');
  },
);

test.each(versions)(
  "Odoo %i: a proxy's 429 is throttling with its wait, its 5xx an open outcome for a write only",
  async (version) => {
    const { target, http, sandbox, tee } = await start(version);
    const { id } = await target.create(sell('store:1', [{ listingId: tee, quantity: 1, unitMinor: 100 }]));
    sandbox.faults.force('throttled');
    await expect(target.confirm(id)).rejects.toBeInstanceOf(ThrottledError);
    expect(http.reports).toEqual([{ retryAfterMs: 1_000 }]);
    sandbox.faults.force('server-error');
    await expect(target.confirm(id)).rejects.toBeInstanceOf(UnknownOutcomeError);
    sandbox.faults.force('server-error', 3);
    const error: unknown = await target.find('store:1').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TransientError);
  },
);

test.each(versions)(
  'Odoo %i: neither key nor password is in any error or in the open connection',
  async (version) => {
    const { connect } = await start(version);
    const { connection } = connect({ apiKey: 'very-secret-key' });
    const error: unknown = await capabilities(connection)
      .target.find('x')
      .catch((caught: unknown) => caught);
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('very-secret-key');
  },
);

test.each(versions)(
  'Odoo %i: a record that lost a promised field never becomes an empty one',
  async (version) => {
    const { target, stock, sandbox, tee } = await start(version);
    await target.create(sell('store:1', [{ listingId: tee, quantity: 1, unitMinor: 100 }]));
    await stock.fetch([tee]);
    sandbox.faults.set({ 'schema-drift': 1 });
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => stock.fetch([tee])));
    for (const outcome of outcomes) {
      const quantities =
        outcome.status === 'fulfilled' ? outcome.value.items.map(({ quantity }) => quantity) : [20];
      expect(quantities).toEqual(quantities.map(() => 20));
    }
    await expect(target.find('store:1')).rejects.toThrow(/sale\.order|currency|fields/u);
  },
);
