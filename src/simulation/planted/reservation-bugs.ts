import { cups, customers, hitting, plenty, together, unseenOrders, warehouse } from './focusing.ts';
import type { PlantedBug } from './planted-bug.ts';

/** How much of an item may be sold, and what a channel has sold unseen. */
export const reservationBugs: readonly PlantedBug[] = [
  {
    id: 'shipped-as-of-now',
    title: 'A shipped line frees its units at once, also against a count that was taken before it left.',
    rule: 'S1',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(6, 'buy', [0, 300]), warehouse(8, 'ship', [3_000, 8_000])],
      lengthMs: 8_000,
      rates: { latency: 0.5 },
      stock: plenty,
    },
    edits: [
      {
        file: 'src/reconcile/available.ts',
        from: `    statement.sequence <= reading.basis &&
`,
        to: '',
      },
    ],
  },
  {
    id: 'cancel-drops-the-reservation',
    title: 'A canceled order holds no units although the authority can still ship it.',
    rule: 'S2',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(4, 'buy', [0, 300]), customers(6, 'cancel', [1_500, 4_000]), warehouse(4, 'receive')],
      lengthMs: 5_000,
      rates: { 'server-error': 0.4, latency: 0.5 },
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/line-closing.ts',
        from: 'const owed = Math.max(line.quantity, line.booked ?? 0);',
        to: 'const owed = line.quantity;',
      },
    ],
  },
  {
    id: 'unknown-location-counts-nowhere',
    title: 'A line whose location is not known lowers no cell.',
    rule: 'S3',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/ledger/repositories/cell-facts.ts',
        from: '(line) => line.location === null || line.location === location',
        to: '(line) => line.location === location',
      },
    ],
  },
  {
    id: 'foreign-location-lowers-expected',
    title: 'A sale at one location lowers what the item is expected to show at all of them.',
    rule: 'S3',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(24, 'buy')],
      rates: { 'webhook-dropped': 0.5 },
      stock: [
        [12, 12, 12],
        [0, 0, 0],
        [0, 0, 0],
      ],
    },
    edits: [
      {
        file: 'src/ledger/repositories/cells.ts',
        from: [
          '            expected: sql`case when ${counts} then ${cells.expected} + ${delta} else ${cells.expected} end`,',
          '            factSequence: sql`case when ${cells.factSequence} < ${sequence} then ${sequence} else ${cells.factSequence} end`,',
          '          })',
          '          .where(mine(connection, cell));',
        ].join('\n'),
        to: [
          '            expected: sql`case when ${counts} then ${cells.expected} + ${delta} else ${cells.expected} end`,',
          '            factSequence: sql`case when ${cells.factSequence} < ${sequence} then ${sequence} else ${cells.factSequence} end`,',
          '          })',
          '          .where(and(eq(cells.connection, connection), eq(cells.inventoryItemId, cell.inventoryItemId)));',
        ].join('\n'),
      },
    ],
  },
  {
    id: 'expected-is-the-last-write',
    title: 'What a channel should show is the last number that it confirmed.',
    rule: 'S4',
    mode: 'liveness',
    budget: 60,
    focus: { acts: [customers(12, 'buy')], rates: { 'webhook-dropped': 0.5 }, stock: cups(12) },
    edits: [
      {
        file: 'jobs/steps/write-cells.ts',
        from: 'for (const { cell } of batch) await tx.stock.updateCell(connection, cell.cell, { lastWriteAt: at });',
        to: `for (const { cell, to } of batch)
    await tx.stock.updateCell(connection, cell.cell, { lastWriteAt: at, expected: to });`,
      },
    ],
  },
  {
    id: 'unseen-sale-given-back',
    title: 'Units that a channel has probably sold unseen are shown again.',
    rule: 'S4',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/plan-cell.ts',
        from: 'const missing = expectation.missing ?? 0;',
        to: 'const missing = 0;',
      },
    ],
  },
  {
    id: 'edit-counted-as-a-new-order',
    title: 'Each version of an order lowers what the channel should show by the whole order.',
    rule: 'S4',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [
        customers(4, 'buy', [0, 500]),
        customers(8, 'sorry', [1_500, 4_000]),
        customers(8, 'buy', [1_500, 4_000]),
      ],
      ...unseenOrders(0.5),
      stock: cups(20),
      lengthMs: 4_500,
    },
    edits: [
      {
        file: 'jobs/steps/record-orders.ts',
        from: 'expectedShifts(order, recorded.previous)',
        to: 'expectedShifts(order, null)',
      },
    ],
  },
  {
    id: 'surplus-not-believed',
    title:
      'A channel that shows more than the facts explain is not believed, and the rest hides later sales.',
    rule: 'S5',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/expected.ts',
        from: 'if (expected !== null && reading.available > expected) {',
        to: 'if (expected !== null && reading.available > expected && drift > 0) {',
      },
    ],
  },
  {
    id: 'horizon-at-the-end-of-the-pass',
    title: 'An order poll vouches for the time it ended at, without the lag of the index.',
    rule: 'S6',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(16, 'buy')],
      ...together(unseenOrders(0.6), hitting('stale-search', 0.9, 'OrderHeaders')),
      stock: cups(30),
      lengthMs: 25_000,
    },
    edits: [
      {
        file: 'jobs/steps/pull-orders.ts',
        from: '{ horizonAt: startedAt - source.indexLagMs }',
        to: '{ horizonAt: clock.now() }',
      },
    ],
  },
  {
    id: 'equal-number-equal-reading',
    title: 'A later reading of the same number is taken for the noted one, whatever was written between.',
    rule: 'S6',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/expected.ts',
        from: `    cell.factSequence <= noted.factSequence &&
    openWrites.length === 0`,
        to: '    openWrites.length === 0',
      },
      {
        file: 'src/reconcile/expected.ts',
        from: 'noted !== null && noted.available === reading.available && cell.factSequence <= noted.factSequence;',
        to: 'noted !== null && noted.available === reading.available;',
      },
    ],
  },
  {
    id: 'drift-released-without-a-poll',
    title:
      'Missing units are released as drift at the second look, whether or not a poll has explained them.',
    rule: 'S6',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/expected.ts',
        from: `    horizonAt >= noted.answeredAt &&
`,
        to: '',
      },
    ],
  },
  {
    id: 'raise-by-the-higher-reading',
    title: 'A raise goes by the higher of the last two readings.',
    rule: 'S7',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/plan-cell.ts',
        from: 'Math.min(target, targetFrom(availabilityBefore, policy))',
        to: 'Math.max(target, targetFrom(availabilityBefore, policy))',
      },
    ],
  },
  {
    id: 'buffer-forgotten',
    title: 'The buffer is not taken off what may be sold.',
    rule: 'I8',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'src/reconcile/available.ts',
        from: 'available: reading.quantity - reserved - buffer,',
        to: 'available: reading.quantity - reserved,',
      },
    ],
  },
];
