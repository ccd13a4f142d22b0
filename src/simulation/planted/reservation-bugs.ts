import { customers, hitting, stockSet, warehouse } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** How much of an item may be sold. */
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
    budget: 60,
    // The second warehouse is no place of the second store's: what that sells from there has none.
    focus: {
      acts: [customers(14, 'buy'), customers(4, 'cancel'), warehouse(10, 'receive')],
      lengthMs: 12_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/cell-facts.ts',
        from: '(line) => line.location === null || line.location === location',
        to: '(line) => line.location === location',
      },
    ],
  },
  {
    id: 'raise-by-the-higher-reading',
    title: 'A raise goes by the higher of the last two readings.',
    rule: 'S7',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [warehouse(30, 'receive'), warehouse(30, 'lose')],
      ...hitting('server-error', 0.8, stockSet.theirs),
      lengthMs: 45_000,
    },
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
