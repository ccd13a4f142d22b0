import { cups, customers, hitting, together, unseenOrders, warehouse } from './focusing.ts';
import type { PlantedBug } from './planted-bug.ts';

/** What a channel should show by the facts, and what it has sold unseen. */
export const expectationBugs: readonly PlantedBug[] = [
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
          "      and(eq(cells.connection, sql.placeholder('connection')), eq(cells.subject, sql.placeholder('subject'))),",
          '    )',
          "    .prepare('shift_expected');",
        ].join('\n'),
        to: [
          "      and(eq(cells.connection, sql.placeholder('connection')), eq(cells.inventoryItemId, sql.placeholder('inventoryItemId'))),",
          '    )',
          "    .prepare('shift_expected');",
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
        file: 'jobs/steps/send-writes.ts',
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
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(40, 'buy', [3_500, 7_000])],
      incidents: ['raised-by-hand', 'raised-by-hand', 'raised-by-hand', 'raised-by-hand'],
      incidentsUntilMs: 500,
      ...unseenOrders(0.6),
      lengthMs: 7_500,
      stock: cups(60),
    },
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
        from: 'horizonAt: startedAt - source.indexLagMs',
        to: 'horizonAt: clock.now()',
      },
    ],
  },
  {
    id: 'equal-number-equal-reading',
    title: 'A later reading of the same number is taken for the noted one, whatever was written between.',
    rule: 'S6',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(60, 'buy'), warehouse(60, 'receive')],
      ...unseenOrders(0.7),
      lengthMs: 45_000,
      stock: cups(9),
    },
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
];
