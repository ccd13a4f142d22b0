import { customers, hitting, lamps } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** From the answer to a webhook to the marks that follow from it. */
export const receiptBugs: readonly PlantedBug[] = [
  {
    id: 'acknowledge-before-commit',
    title: 'A webhook is answered as stored while its transaction has not even begun.',
    rule: 'I1',
    mode: 'nets-off',
    netsOff: ['polls', 'sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/server/receipts.ts',
        from: 'waiting.push({ event, resolve, reject });',
        to: `waiting.push({ event, resolve, reject });
        resolve('stored');`,
      },
    ],
  },
  {
    id: 'duplicate-remembered-before-commit',
    title:
      'A delivery counts as seen before it is stored, so the repetition after a failed commit is answered as a duplicate.',
    rule: 'I1',
    mode: 'nets-off',
    netsOff: ['polls', 'sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/server/receipts.ts',
        from: 'let isWriting = false;',
        to: `let isWriting = false;
  const seen = new Set<string>();`,
      },
      {
        file: 'src/server/receipts.ts',
        from: '      new Promise((resolve, reject) => {',
        to: `      new Promise((resolve, reject) => {
        if (seen.has(event.deliveryId)) {
          resolve('duplicate');
          return;
        }
        seen.add(event.deliveryId);`,
      },
    ],
  },
  {
    id: 'event-settled-before-marks',
    title: 'An event is settled in a transaction of its own before its marks are written.',
    rule: 'I3',
    mode: 'nets-off',
    netsOff: ['polls', 'sweeps'],
    budget: 60,
    focus: {
      // A start sweeps and polls: what it would find comes when that is over, and nothing is killed.
      acts: [customers(2, 'buy', [15_000, 16_000])],
      ...hitting('commit-reply-lost', 1, '^events\\.settle$'),
      lengthMs: 18_500,
      stock: lamps,
    },
    edits: [
      {
        file: 'jobs/interpret-events.ts',
        from: `  await context.ledger.write(async (tx) => {
    await tx.work.mark(await marksOf(context, tx, hints));`,
        to: `  await context.ledger.write((tx) => tx.events.settle(applied, 'applied'));
  await context.ledger.write(async (tx) => {
    await tx.work.mark(await marksOf(context, tx, hints));`,
      },
    ],
  },
  {
    id: 'bad-event-stops-the-others',
    title: 'One webhook that cannot be read parks the reading of all webhooks.',
    rule: 'I16',
    mode: 'nets-off',
    netsOff: ['polls', 'sweeps'],
    budget: 60,
    focus: {
      acts: [customers(3, 'buy')],
      incidents: ['webhook-unreadable', 'webhook-unreadable'],
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/interpret-events.ts',
        from: `      if (!(error instanceof RejectedError)) throw error;
      parked.push({ id: event.id, reason: error.message });`,
        to: '      throw error;',
      },
    ],
  },
  {
    id: 'hint-dropped-while-resting',
    title: 'A hint about an order that was read a moment ago is dropped instead of delayed.',
    rule: 'W2',
    mode: 'nets-off',
    netsOff: ['polls', 'sweeps'],
    budget: 60,
    focus: {
      acts: [customers(4, 'buy', [15_000, 15_500]), customers(4, 'remove', [15_500, 16_300])],
      lengthMs: 17_000,
      stock: lamps,
    },
    edits: [
      {
        file: 'jobs/refresh-orders.ts',
        from: "    if (restMs > 0) context.wait(row, { dueAt: now + restMs, reason: 'read a moment ago' });\n",
        to: '',
      },
    ],
  },
];
