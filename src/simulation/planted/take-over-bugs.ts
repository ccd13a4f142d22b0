import { customers, hitting } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** One worker goes on where another stood still, or died. */
export const takeOverBugs: readonly PlantedBug[] = [
  {
    id: 'take-over-forgets-what-was-sent',
    title: 'The write that a former holder was sending counts as never sent.',
    rule: 'W6',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 60,
    focus: {
      acts: [customers(4, 'buy', [0, 2_000])],
      ...hitting('killed', 0.5, 'stock\\.set leaves'),
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/effects.ts',
        from: `        await moveRow(row, 'unknown', {
          now,
          error: 'its sender stopped before the answer',
          quarantineUntil: now + quarantineMs,
        });`,
        to: `        await moveRow(row, 'intended', { now });
        await moveRow({ ...row, state: 'intended' }, 'superseded', { now });`,
      },
    ],
  },
  {
    id: 'late-answer-wakes-nobody',
    title:
      'The answer to a worker that has lost its lease is recorded, and the subject is not looked at again.',
    rule: 'W6',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(12, 'buy', [0, 10_000])],
      instances: 2,
      ...hitting('paused', 0.05, 'stock\\.set answered'),
      lengthMs: 120_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/effects/perform-effect.ts',
        from: 'if (!(await isHeld(() => tx.work.assertHeld(request.leases)))) {',
        to: 'if (request.leases.length === 0) {',
      },
      {
        file: 'src/effects/perform-effect.ts',
        from: "    if (current.state === 'expired') {",
        to: `    if (current.state === 'expired') return;
    if (current.state === 'superseded') {`,
      },
    ],
  },
  {
    id: 'send-after-a-standstill',
    title: 'A process that stood still after it checked its lease sends all the same.',
    rule: 'W6',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(12, 'buy', [0, 10_000])],
      instances: 2,
      ...hitting('paused', 0.05, 'startSending'),
      lengthMs: 120_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/effects/perform-effect.ts',
        from: 'const SEND_WITHIN_MS = 10_000;',
        to: 'const SEND_WITHIN_MS = 86_400_000;',
      },
    ],
  },
];
