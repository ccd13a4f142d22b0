import { expect, test } from 'vitest';
import { type BrokenConnector, brokenChannels, brokenTargets, spoiled } from './broken-connectors.ts';
import { brokenMarketing } from './broken-marketing.ts';
import { brokenWarehouses } from './broken-warehouses.ts';
import { caught } from './check.ts';
import type { ConformanceFixture } from './fixture.ts';
import { klaviyoFixture } from './klaviyo.ts';
import { odooFixture } from './odoo.ts';
import { declaredBy, openRig } from './rig.ts';
import { shipbobFixture } from './shipbob.ts';
import { shopifyFixture } from './shopify.ts';
import { checksOf } from './suite.ts';

const TIMEOUT_MS = 120_000;

test.each(brokenTargets)('a connector that $defect fails the kit', { timeout: TIMEOUT_MS }, (broken) =>
  expectCaught(odooFixture(18), broken),
);

test.each(brokenChannels)('a channel that $defect fails the kit', { timeout: TIMEOUT_MS }, (broken) =>
  expectCaught(shopifyFixture, broken),
);

test.each(brokenWarehouses)('a warehouse that $defect fails the kit', { timeout: TIMEOUT_MS }, (broken) =>
  expectCaught(shipbobFixture, broken),
);

test.each(brokenMarketing)('a marketing tool that $defect fails the kit', { timeout: TIMEOUT_MS }, (broken) =>
  expectCaught(klaviyoFixture, broken),
);

test('no two promises of a connector read alike', () => {
  for (const fixture of [odooFixture(18), shopifyFixture, shipbobFixture, klaviyoFixture]) {
    const promises = checksOf(declaredBy(fixture)).map(({ promise }) => promise);
    expect(promises.length).toBeGreaterThan(100);
    expect(new Set(promises).size).toBe(promises.length);
  }
});

test('a connection is asked for what it declares, and for nothing else', () => {
  const { connector } = shopifyFixture;
  const bare = { ...connector, open: () => ({ check: () => Promise.resolve([]) }) };
  const promises = checksOf(declaredBy(shopifyFixture, bare)).map(({ promise }) => promise);
  expect(promises.length).toBeGreaterThan(0);
  expect(
    promises.filter((promise) =>
      /^(orders|requests|returns|stock|catalog|shipments|fulfillment|webhooks|locations|customers|consents|events|lists)/.test(
        promise,
      ),
    ),
  ).toEqual([]);
});

/** Each named promise fails with the broken connector, and holds with the whole one. */
async function expectCaught(fixture: ConformanceFixture, broken: BrokenConnector): Promise<void> {
  const checks = checksOf(declaredBy(fixture));
  for (const begin of broken.breaks) {
    const named = checks.filter(({ promise }) => promise.startsWith(begin));
    expect(named.length, begin).toBeGreaterThan(0);
    const failures = [];
    for (const check of named) {
      const rig = await openRig(fixture, spoiled(fixture.connector, broken));
      try {
        failures.push(await caught(() => check.run(rig)));
      } finally {
        await rig.close();
      }
    }
    const found = failures.filter((failure) => failure !== undefined);
    expect(found.length, `nothing of "${begin}" failed`).toBeGreaterThan(0);
    expect(found.filter((failure) => !isBrokenPromise(failure))).toEqual([]);
  }
}

/** An assertion of the kit, and no accident on the way to it; fast-check reports one as a failed property. */
function isBrokenPromise(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  return failure.name === 'AssertionError' || failure.message.startsWith('Property failed');
}
