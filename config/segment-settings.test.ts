import { afterAll, expect, test } from 'vitest';
import { good, load, problemsOf, removeFolder } from '#tests/support/written-configuration.ts';
import { toMarketing, toSegmentSetting } from './to-segment-setting.ts';

afterAll(removeFolder);

const DAY_MS = 86_400_000;
const settingOf = async (text: string) => {
  const { configuration } = await load(`export default { ${good}, ${text} }`);
  return { setting: toSegmentSetting(configuration), marketing: toMarketing(configuration) };
};

test('a segment is written as people say it, and becomes a rule in minor units and milliseconds', async () => {
  const { setting, marketing } = await settingOf(`
    tags: { tea: ['T1', 'T2'] },
    segments: { vip: {
      where: { orders: { min: 3 }, spent: { EUR: { min: 49.9 }, JPY: { max: 900 } }, lastOrder: { within: '90d' } },
      any: [{ countries: ['DE'] }, { bought: { skus: ['C1'], tags: ['tea'] } }],
      not: [{ consent: { email: ['suppressed'] } }],
    } },
    marketing: { b: { stores: ['a'], segments: { vip: { list: 'L1' }, lost: { property: true } }, stockSignals: {} } }`);
  expect(setting.rules.get('vip')).toEqual({
    where: {
      orders: { min: 3, max: null },
      spent: new Map([
        ['EUR', { min: 4_990, max: null }],
        ['JPY', { min: null, max: 900 }],
      ]),
      lastOrder: { withinMs: 90 * DAY_MS, olderMs: null },
    },
    any: [{ countries: ['DE'] }, { bought: ['C1', 'T1', 'T2'] }],
    not: [{ consent: { email: ['suppressed'] } }],
  });
  expect([...setting.rules.keys()]).toEqual(['vip', 'lost']);
  expect([...setting.skus]).toEqual(['C1', 'T1', 'T2']);
  expect(marketing['b']).toEqual({
    stores: ['a'],
    segments: { vip: { list: 'L1', property: false }, lost: { list: null, property: true } },
    stockSignals: { lowStock: 5, gatherMs: 30_000 },
  });
});

test('other rules have another fingerprint, and the same have the same', async () => {
  const of = async (min: number) =>
    (await settingOf(`segments: { vip: { where: { spent: { EUR: { min: ${min} } } } } }`)).setting
      .fingerprint;
  expect(await of(5)).toBe(await of(5));
  expect(await of(5)).not.toBe(await of(6));
});

test.each([
  [
    'a condition that is misspelled',
    `segments: { vip: { where: { ordres: { min: 1 } } } }`,
    'segments.vip.where.ordres',
    /did you mean "orders"/,
  ],
  ['a segment of everybody', `segments: { vip: {} }`, 'segments.vip', /expected a condition/],
  [
    'a range without an end',
    `segments: { vip: { where: { orders: {} } } }`,
    'segments.vip.where.orders',
    /min, max, or both/,
  ],
  [
    'a range of nothing',
    `segments: { vip: { where: { orders: { min: 3, max: 2 } } } }`,
    'segments.vip.where.orders',
    /min not above max/,
  ],
  [
    'a span that nothing is within',
    `segments: { vip: { where: { lastOrder: { within: '30d', olderThan: '60d' } } } }`,
    'segments.vip.where.lastOrder',
    /olderThan shorter/,
  ],
  [
    'a currency that is none',
    `segments: { vip: { where: { spent: { euro: { min: 1 } } } } }`,
    'segments.vip.where.spent.euro',
    /three capital letters/,
  ],
  [
    'a country that is none',
    `segments: { vip: { where: { countries: ['Germany'] } } }`,
    'segments.vip.where.countries.0',
    /two capital letters/,
  ],
  [
    'a consent that is none',
    `segments: { vip: { where: { consent: { email: ['yes'] } } } }`,
    'segments.vip.where.consent.email.0',
    /subscribed/,
  ],
  [
    'an unknown tag of items',
    `segments: { vip: { where: { bought: { tags: ['tee'] } } } }, tags: { tea: ['T'] }`,
    'segments.vip.where.bought.tags.0',
    /did you mean "tea"/,
  ],
  [
    'a store that feeds nobody',
    `segments: { vip: { where: { stores: ['a'] } } }`,
    'segments.vip.where.stores.0',
    /no store under marketing "a"/,
  ],
  [
    'the name of a ready-made segment',
    `segments: { loyal: { where: { orders: { min: 1 } } } }`,
    'segments.loyal',
    /ready-made/,
  ],
  [
    'an unknown segment',
    `marketing: { b: { stores: ['a'], segments: { champion: { property: true } } } }`,
    'marketing.b.segments.champion',
    /did you mean "champions"/,
  ],
  [
    'a segment that is shown nowhere',
    `marketing: { b: { stores: ['a'], segments: { lost: {} } } }`,
    'marketing.b.segments.lost',
    /list: '<id of a list>'/,
  ],
  [
    'one list for two segments',
    `marketing: { b: { stores: ['a'], segments: { lost: { list: 'L' }, loyal: { list: 'L' } } } }`,
    'marketing.b.segments.loyal.list',
    /already that of lost/,
  ],
  [
    'money without thresholds',
    `marketing: { b: { stores: ['a'], segments: { champions: { property: true } } } }`,
    'marketing.b.segments.champions',
    /rfm: \{ spent/,
  ],
  ['steps that do not grow', `rfm: { orders: [2, 3, 3, 9] }`, 'rfm.orders', /four growing steps/],
  [
    'a number of low stock below zero',
    `marketing: { b: { stores: ['a'], stockSignals: { lowStock: -1 } } }`,
    'marketing.b.stockSignals.lowStock',
    />=0/,
  ],
])('%s is refused with its path and the reason', async (_, text, path, words) => {
  const error = await problemsOf(`export default { ${good}, ${text} }`);
  expect(error.problems.map((problem) => problem.path)).toContain(path);
  expect(error.message).toMatch(words);
});
