import { cups, customers, hitting, unseenOrders, warehouse } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What is read from the systems, and what a reading is taken for. */
export const pollBugs: readonly PlantedBug[] = [
  {
    id: 'cursor-before-the-record',
    title: 'The cursor of the orders moves before its page is recorded.',
    rule: 'I2',
    mode: 'nets-off',
    netsOff: ['webhooks', 'sweeps'],
    budget: 60,
    focus: {
      acts: [customers(20, 'buy')],
      ...hitting('server-error', 0.85, 'OrdersByIds'),
      lengthMs: 42_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/pull-orders.ts',
        from: `    refuseNameless(await recordPage(context, source, page), 'orders');
    await ledger.write((tx) => tx.cursors.save(connection, 'orders', { cursor: page.cursor }));`,
        to: `    await ledger.write((tx) => tx.cursors.save(connection, 'orders', { cursor: page.cursor }));
    await recordPage(context, source, page);`,
      },
    ],
  },
  {
    id: 'known-orders-not-read-again',
    title: 'A poll reads only orders that it has never seen.',
    rule: 'I2',
    mode: 'nets-off',
    netsOff: ['webhooks', 'sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/pull-orders.ts',
        from: 'needsReading(header.updatedAt, known.get(header.id))',
        to: '!known.has(header.id)',
      },
    ],
  },
  {
    id: 'poll-without-overlap',
    title: 'A poll goes on exactly where the last one ended, and what the index shows late is never seen.',
    rule: 'I2',
    mode: 'nets-off',
    netsOff: ['webhooks', 'sweeps'],
    budget: 60,
    focus: {
      acts: [customers(24, 'buy', [1_000, 20_000])],
      oddities: ['uneven-index'],
      lengthMs: 20_500,
      stock: plenty,
    },
    edits: [
      {
        file: 'connectors/shopify/changed-records.ts',
        from: 'let windowStart = cursor === null ? newest : newest - overlapMs;',
        to: 'let windowStart = newest;',
      },
    ],
  },
  {
    id: 'first-page-ends-the-pass',
    title: 'The first page of an order poll counts as the whole of it.',
    rule: 'S6',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(16, 'buy')],
      ...unseenOrders(0.6),
      stock: cups(30),
      orderPageSize: 2,
      lengthMs: 6_000,
    },
    edits: [
      {
        file: 'jobs/steps/pull-orders.ts',
        from: '    if (page.complete) {',
        to: '    if (page.complete || page.items.length > 0) {',
      },
    ],
  },
  {
    id: 'shipment-counted-again',
    title: 'A shipment that is read again is counted again.',
    rule: 'I2',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(30, 'buy', [0, 3_000]), warehouse(12, 'ship', [3_000, 20_000])],
      lengthMs: 65_000,
      stock: cups(90),
    },
    edits: [
      {
        file: 'src/ledger/repositories/shipments.ts',
        from: '({ lineId, quantity: (said.get(lineId) ?? 0) - (known.get(lineId) ?? 0) })',
        to: '({ lineId, quantity: said.get(lineId) ?? 0 })',
      },
    ],
  },
  {
    id: 'reading-stamped-after-the-fetch',
    title: 'A stock reading is stamped with the version of the ledger after its answer came.',
    rule: 'S1',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/refresh-stock.ts',
        from: `    const basis = await context.ledger.read((tx) => tx.sequence.current());
    const fetched = await source.fetch(work.map((row) => row.subject));`,
        to: `    const fetched = await source.fetch(work.map((row) => row.subject));
    const basis = await context.ledger.read((tx) => tx.sequence.current());`,
      },
      {
        file: 'jobs/steps/pull-stock.ts',
        from: `    const basis = await ledger.read((tx) => tx.sequence.current());
    const next = await pages.next();`,
        to: `    const next = await pages.next();
    const basis = await ledger.read((tx) => tx.sequence.current());`,
      },
    ],
  },
  {
    id: 'sweep-stamped-after-the-fetch',
    title:
      'The page of a stock sweep is stamped with the version of the ledger after it came, and beats fresher readings.',
    rule: 'I9',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/sweep-stock.ts',
        from: `    const basis = await context.ledger.read((tx) => tx.sequence.current());
    const next = await pages.next();`,
        to: `    const next = await pages.next();
    const basis = await context.ledger.read((tx) => tx.sequence.current());`,
      },
    ],
  },
  {
    id: 'last-answer-wins',
    title: 'Of two readings of an authority the one that arrives last wins.',
    rule: 'I9',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(30, 'buy', [0, 80_000]), warehouse(30, 'receive', [0, 80_000])],
      instances: 2,
      ...hitting('paused', 0.05, 'erp (?:stock|product)\\S* answered'),
      lengthMs: 120_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/stock-readings.ts',
        from: 'if (order > 0) return',
        to: 'if (order !== 0) return',
      },
    ],
  },
  {
    id: 'missing-quantity-is-zero',
    title: 'A quantity that an answer lacks is read as 0.',
    rule: 'I10',
    mode: 'safety',
    budget: 60,
    focus: { acts: [warehouse(3, 'receive')], lengthMs: 25_000, rates: { 'schema-drift': 0.4 } },
    edits: [
      {
        file: 'connectors/odoo/stock-source.ts',
        from: 'const sum = z.union([z.number(), z.literal(false).transform(() => 0)]);',
        to: 'const sum = z.union([z.number(), z.literal(false).transform(() => 0)]).catch(0);',
      },
    ],
  },
];
