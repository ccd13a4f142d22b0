import { expect, test } from 'vitest';
import type { Clock } from '#sdk/clock.ts';
import { createOdooSandbox } from './start.ts';

const stillClock: Clock = {
  now: () => 1_700_000_000_000,
  monotonicMs: () => 0,
  sleep: () => Promise.resolve(),
};

test('two companies that were installed at the same moment know nothing of each other', () => {
  const [first, second] = [
    createOdooSandbox({ clock: stillClock }),
    createOdooSandbox({ clock: stillClock }),
  ];
  first.erp.addProduct({ sku: 'CUP', priceMinor: 100, onHand: { WH: 5 } });
  second.erp.addWarehouse({ code: 'EAST' });
  second.erp.addProduct({ sku: 'CUP', priceMinor: 100, onHand: { EAST: 3 } });
  first.erp.receive('CUP', 'WH', 2);
  expect([first.erp.onHand('CUP', 'WH'), first.erp.onHand('CUP', 'EAST')]).toEqual([7, 0]);
  expect([second.erp.onHand('CUP', 'WH'), second.erp.onHand('CUP', 'EAST')]).toEqual([0, 3]);
  // Nor does one that is installed later know of either.
  const third = createOdooSandbox({ clock: stillClock });
  expect(() => third.erp.receive('CUP', 'WH', 1)).toThrow('no product CUP');
  third.erp.addProduct({ sku: 'CUP', priceMinor: 100, onHand: { WH: 1 } });
  expect([third.erp.onHand('CUP', 'WH'), first.erp.onHand('CUP', 'WH')]).toEqual([1, 7]);
});

test('options that differ make companies that differ', async () => {
  const logins = ['admin', 'api'].map((login) => createOdooSandbox({ clock: stillClock, login }).login);
  expect(logins).toEqual(['admin', 'api']);
  const currencyOf = async (currency: string): Promise<string> => {
    const { handler, database, apiKey } = createOdooSandbox({ clock: stillClock, currency, workMs: () => 0 });
    const args = [database, 2, apiKey, 'res.company', 'read', [[1], ['currency_id']]];
    const { body } = await handler({
      method: 'POST',
      path: '/jsonrpc',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        method: 'call',
        params: { service: 'object', method: 'execute_kw', args },
      }),
    });
    return /"(USD|EUR)"/.exec(body)?.[1] ?? body;
  };
  expect(await currencyOf('USD')).toBe('USD');
  expect(await currencyOf('EUR')).toBe('EUR');
});
