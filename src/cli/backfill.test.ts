import { afterAll, expect, test } from 'vitest';
import { createMerchantFolder } from '#tests/support/run-command.ts';
import { runHere } from '#tests/support/run-here.ts';

const { folder, remove } = createMerchantFolder();
const run = (args: readonly string[]) => runHere(args, folder);

afterAll(remove);

test('a backfill says what is wrong with it before anything is tried', async () => {
  const backfill = (...args: string[]) => run(['backfill', ...args]);
  expect(await backfill('store-us')).toMatchObject({ code: 2 });
  expect(await backfill('store-us', '--resource', 'stock')).toMatchObject({ code: 2 });
  expect(await backfill('nobody', '--resource', 'orders')).toMatchObject({ code: 3 });
  const unfed = await backfill('store-us', '--resource', 'orders');
  expect(unfed).toMatchObject({
    code: 2,
    err: expect.stringMatching(/no store feeds "store-us"/) as unknown,
  });
  const wrong = await backfill('store-us', '--resource', 'orders', '--from', '2026-02-30');
  expect(wrong).toMatchObject({ code: 2, err: expect.stringMatching(/expected a date/) as unknown });
});
