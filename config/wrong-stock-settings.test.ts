import { afterAll, expect, test } from 'vitest';
import { good, problemsOf, removeFolder } from '#tests/support/written-configuration.ts';

afterAll(removeFolder);

const tagged = `tags: { fragile: ['X'] }`;
const main = `locations: { main: { authority: { connection: 'b', locationId: '1' } } }`;

test.each([
  [
    'a share above one',
    `channels: { a: { allocation: { share: 50 } } }`,
    'channels.a.allocation.share',
    /<=1/,
  ],
  [
    'a misspelled part of an allocation',
    `channels: { a: { allocation: { shwMin: 1 } } }`,
    'channels.a.allocation.shwMin',
    /did you mean "showMin"/,
  ],
  [
    'a cap of half a unit',
    `channels: { a: { allocation: { cap: 0.5 } } }`,
    'channels.a.allocation.cap',
    /int/,
  ],
  [
    'an allocation that can never show a unit',
    `${tagged}, channels: { a: { allocation: { byTag: { fragile: { cap: 2, showMin: 3 } } } } }`,
    'channels.a.allocation.byTag.fragile',
    /cap is below showMin/,
  ],
  [
    'an allocation for a tag that nothing carries',
    `${tagged}, channels: { a: { allocation: { byTag: { fragil: { cap: 2 } } } } }`,
    'channels.a.allocation.byTag.fragil',
    /no tag "fragil" \(did you mean "fragile"\?\)/,
  ],
  [
    'a buffer for a tag that nothing carries',
    `${tagged}, buffer: { byTag: { heavy: 2 } }`,
    'buffer.byTag.heavy',
    /known are: fragile/,
  ],
  [
    'a backorder for a tag that nothing carries',
    `backorder: { byTag: { heavy: { units: 2 } } }`,
    'backorder.byTag.heavy',
    /there is none/,
  ],
  [
    'cases for a tag that nothing carries',
    `${tagged}, locations: { main: { authority: { connection: 'b', locationId: '1', unitsPer: { byTag: { fragille: 6 } } } } }`,
    'locations.main.authority.unitsPer.byTag.fragille',
    /did you mean "fragile"/,
  ],
  [
    'a negative buffer by tag',
    `${tagged}, buffer: { byTag: { fragile: -2 } }`,
    'buffer.byTag.fragile',
    />=0/,
  ],
  ['a backorder without units', `backorder: { bySku: { X: {} } }`, 'backorder.bySku.X.units', /is missing/],
  [
    'a backorder until no date',
    `backorder: { bySku: { X: { units: 1, until: 'soon' } } }`,
    'backorder.bySku.X.until',
    /expected a date/,
  ],
  [
    'cases of nothing',
    `locations: { main: { authority: { connection: 'b', locationId: '1', unitsPer: { others: 0 } } } }`,
    'locations.main.authority.unitsPer.others',
    />=1/,
  ],
  ['a bundle of nothing', `bundles: { SET: { parts: {} } }`, 'bundles.SET.parts', /at least one part/],
  ['half a part', `bundles: { SET: { parts: { A: 0.5 } } }`, 'bundles.SET.parts.A', /int/],
  [
    'a bundle in itself',
    `bundles: { SET: { parts: { A: 1, SET: 1 } } }`,
    'bundles.SET.parts.SET',
    /cannot be a part of itself: SET > SET/,
  ],
  [
    'bundles in a circle',
    `bundles: { SET: { parts: { BOX: 1 } }, BOX: { parts: { A: 1, SET: 2 } } }`,
    'bundles.SET.parts.BOX',
    /parts of each other: SET > BOX > SET/,
  ],
  [
    'bundles too deep in each other',
    `bundles: { BOX: { parts: { SET: 1 } }, SET: { parts: { PACK: 1 } }, PACK: { parts: { A: 6 } } }`,
    'bundles.BOX.parts.SET',
    /must be plain items: BOX > SET > PACK/,
  ],
  ['an automatic buffer without limit', `autoBuffer: {}`, 'autoBuffer.max', /is missing/],
  [
    'a location that nobody ships from',
    `locations: { main: { authority: { connection: 'b', locationId: '1' }, shippedBy: '3pl' } }`,
    'locations.main.shippedBy',
    /lower-case letters/,
  ],
  [
    'a location that an unknown connection ships from',
    `locations: { main: { authority: { connection: 'b', locationId: '1' }, shippedBy: 'c' } }`,
    'locations.main.shippedBy',
    /no connection "c"/,
  ],
  [
    'a rule for a location that is not there',
    `${main}, routing: { by: 'rules', rules: { all: { shipFrom: ['maim'] } } }`,
    'routing.rules.all.shipFrom.0',
    /no location "maim" \(did you mean "main"\?\)/,
  ],
  [
    'a rule for a tag that nothing carries',
    `${main}, ${tagged}, routing: { by: 'rules', rules: { all: { when: { tags: ['fragil'] }, shipFrom: ['main'] } } }`,
    'routing.rules.all.when.tags.0',
    /did you mean "fragile"/,
  ],
  [
    'a misspelled condition',
    `${main}, routing: { by: 'rules', rules: { all: { when: { countrys: ['DE'] }, shipFrom: ['main'] } } }`,
    'routing.rules.all.when.countrys',
    /did you mean "countries"/,
  ],
  [
    'a country in words',
    `${main}, routing: { by: 'rules', rules: { all: { when: { countries: ['Germany'] }, shipFrom: ['main'] } } }`,
    'routing.rules.all.when.countries.0',
    /such as US/,
  ],
  [
    'a region without its country',
    `${main}, routing: { by: 'rules', rules: { all: { when: { regions: ['CA'] }, shipFrom: ['main'] } } }`,
    'routing.rules.all.when.regions.0',
    /such as US-CA/,
  ],
  [
    'a rule that ships from nowhere',
    `${main}, routing: { by: 'rules', rules: { all: { shipFrom: [] } } }`,
    'routing.rules.all.shipFrom',
    /at least one location/,
  ],
  ['routing by rules without one', `routing: { by: 'rules' }`, 'routing.rules', /is missing/],
  [
    'rules that nobody asks',
    `${main}, routing: { rules: { all: { shipFrom: ['main'] } } }`,
    'routing.by',
    /would not be asked \(write by: 'rules'\)/,
  ],
  ['a payment that is no state', `holds: { payment: 'captured' }`, 'holds.payment', /authorized/],
  ['a tag that means no hold', `holds: { tags: { vip: 'fast' } }`, 'holds.tags.vip', /manual/],
])('%s is refused with its path and the reason', async (_, setting, path, words) => {
  const error = await problemsOf(`export default { ${good}, ${setting} }`);
  expect(error.problems.map((problem) => problem.path)).toContain(path);
  expect(error.message).toMatch(words);
});

test('every setting of these is refused when it is misspelled', async () => {
  const error = await problemsOf(
    `export default { ${good}, holds: { adress: true }, bundles: { S: { part: {}, parts: { A: 1 } } }, autoBuffer: { max: 1, slak: 1 }, backorder: { bySky: {} } }`,
  );
  expect(error.problems.map((problem) => problem.path)).toEqual(
    expect.arrayContaining(['holds.adress', 'bundles.S.part', 'autoBuffer.slak', 'backorder.bySky']),
  );
});
