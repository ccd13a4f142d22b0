import { cups, customers, hitting, stockSet, together, unseenOrders, warehouse } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Stock on its way to a channel. */
export const writeBugs: readonly PlantedBug[] = [
  {
    id: 'plan-named-by-its-value',
    title: 'A stock write is known by the number that it sets.',
    rule: 'W3',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/send-writes.ts',
        from: 'version: String(batch[0]?.planNumber ?? 0),',
        to: 'version: String(batch[0]?.to ?? 0),',
      },
    ],
  },
  {
    id: 'plan-named-by-its-generation',
    title: 'A stock write is known by the generation of its work.',
    rule: 'W3',
    mode: 'liveness',
    budget: 60,
    focus: { acts: [customers(8, 'buy')], ...hitting('call-refused', 0.6, stockSet.ours), stock: plenty },
    edits: [
      {
        file: 'jobs/steps/send-writes.ts',
        from: 'version: String(batch[0]?.planNumber ?? 0),',
        to: 'version: String(batch[0]?.cell.work.generation ?? 0),',
      },
    ],
  },
  {
    id: 'old-key-new-numbers',
    title: 'After a stale or unknown answer the next plan reuses the key of the last.',
    rule: 'S9',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'jobs/steps/send-writes.ts',
        from: 'await tx.stock.updateCell(connection, cell.cell, { planNumber, factSequence });',
        to: 'await tx.stock.updateCell(connection, cell.cell, { factSequence });',
      },
      {
        file: 'jobs/steps/send-writes.ts',
        from: 'await tx.stock.updateCell(connection, cell.cell, { lastWriteAt: at });',
        to: `await tx.stock.updateCell(connection, cell.cell, {
      lastWriteAt: at,
      planNumber: cell.cell.planNumber + 1,
    });`,
      },
    ],
  },
  {
    id: 'compare-and-set-opted-out',
    title: 'A stock write overwrites whatever the channel shows.',
    rule: 'I8',
    mode: 'safety',
    budget: 2_000,
    edits: [
      {
        file: 'connectors/shopify/set-stock.ts',
        from: 'changeFromQuantity: from',
        to: 'changeFromQuantity: null',
      },
    ],
  },
  {
    id: 'raised-by-a-difference',
    title: 'A number that moves is raised by a difference, too: sent twice it offers what is not there.',
    rule: 'S10',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(20, 'buy'), warehouse(20, 'receive')],
      lengthMs: 20_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/reconcile/plan-cell.ts',
        from: "to: raiseTo, by: 'comparison' }",
        to: 'to: raiseTo, by: howToLower(facts, policy) }',
      },
    ],
  },
  {
    id: 'raise-over-an-unexplained-write',
    title:
      'Where nothing is compared a number is raised before a poll has shown what the last write of ours overwrote.',
    rule: 'S8',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(60, 'buy'), warehouse(30, 'receive')],
      oddities: ['plain-store'],
      ...together(
        unseenOrders(0.8),
        hitting('latency', 0.9, 'SetInventory'),
        hitting('server-error', 0.85, 'OrderHeaders'),
      ),
      lengthMs: 20_000,
      stock: cups(40),
    },
    edits: [
      {
        file: 'src/reconcile/plan-cell.ts',
        from: '  if (policy.compareAndSet) return null;\n',
        to: '  if (policy !== null) return null;\n',
      },
    ],
  },
  {
    id: 'brake-counts-its-batch-only',
    title: 'The brake counts only the batch before it, so a mass change in small parts passes.',
    rule: 'I11',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(20, 'buy'), warehouse(10, 'lose')],
      oddities: ['tight-brake'],
      lengthMs: 20_000,
    },
    edits: [
      {
        file: 'jobs/steps/apply-brake.ts',
        from: 'if (recent + mine.length + others.length <= limit) {',
        to: 'if (mine.length <= limit) {',
      },
    ],
  },
];
