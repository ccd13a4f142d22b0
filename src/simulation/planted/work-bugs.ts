import { customers, hitting } from './focusing.ts';
import { plenty } from '../plan/merchants.ts';
import type { PlantedBug } from './planted-bug.ts';

/** The dirty rows: marked, leased, handed over, settled. */
export const workBugs: readonly PlantedBug[] = [
  {
    id: 'marks-after-commit',
    title: 'What follows from an order is marked in a second transaction after the one that records it.',
    rule: 'I3',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 60,
    focus: { acts: [customers(8, 'buy')], ...hitting('killed', 0.3, 'orders\\.record'), stock: plenty },
    edits: [
      {
        file: 'jobs/steps/record-orders.ts',
        from: '    const chunk = orders.slice(start, start + ORDERS_PER_TRANSACTION);',
        to: `    const chunk = orders.slice(start, start + ORDERS_PER_TRANSACTION);
    const marks: Mark[] = [];`,
      },
      {
        file: 'jobs/steps/record-orders.ts',
        from: 'await recordOrder(context, tx, {',
        to: 'await recordOrder({ ...context, marks }, tx, {',
      },
      {
        file: 'jobs/steps/record-orders.ts',
        from: `      return count;
    });`,
        to: `      return count;
    });
    await context.ledger.write((tx) => tx.work.mark(marks));`,
      },
      {
        file: 'jobs/steps/record-orders.ts',
        from: `  await tx.work.mark([
    ...cells`,
        to: `  context.marks.push(...[
    ...cells`,
      },
    ],
  },
  {
    id: 'done-takes-what-came-in',
    title: 'A run that ends settles also what was marked while it ran.',
    rule: 'W1',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/ledger/repositories/work-settlements.ts',
        from: "done: sql`case when ${work.done} < ${given('generation')} then ${given('generation')} else ${work.done} end`,",
        to: 'done: sql`${work.wanted}`,',
      },
    ],
  },
  {
    id: 'mark-dropped-while-running',
    title: 'A subject that is being worked on is not marked again.',
    rule: 'W1',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'src/ledger/repositories/work-marks.ts',
        from: ['wanted: sql`${work.wanted} + 1`,', "        state: 'open',"].join('\n'),
        to: [
          'wanted: sql`case when ${work.leaseToken} is null then ${work.wanted} + 1 else ${work.wanted} end`,',
          "        state: 'open',",
        ].join('\n'),
      },
    ],
  },
  {
    id: 'no-fencing',
    title: 'A worker that lost its lease still sends and settles.',
    rule: 'I13',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(10, 'buy', [0, 10_000])],
      instances: 2,
      ...hitting('paused', 0.05, 'stock\\.read answered'),
      lengthMs: 90_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/work-holding.ts',
        from: "      eq(work.leaseToken, sql.placeholder('token')),",
        to: '',
      },
      {
        file: 'src/ledger/repositories/work-holding.ts',
        from: 'const held = and(areThese(size), sql`${work.leaseUntil} > ${leaseNow()}`);',
        to: 'const held = areThese(size);',
      },
      {
        file: 'src/ledger/repositories/work-settlements.ts',
        from: "          eq(work.leaseToken, given('token')),",
        to: '',
      },
    ],
  },
  {
    id: 'attempts-counted-at-the-end',
    title: 'An attempt is counted when its run has failed, so a run that kills its process is never counted.',
    rule: 'I17',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(6, 'buy')],
      ...hitting('killed', 0.5, 'sale\\.order\\.load answered'),
      lengthMs: 60_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/work-leases.ts',
        from: 'attempts: sql`${work.attempts} + 1`,',
        to: 'attempts: sql`${work.attempts}`,',
      },
      {
        file: 'src/ledger/repositories/work-settlements.ts',
        from: 'attempts: sql`case when ${work.attempts} > 0 then ${work.attempts} - 1 else 0 end`,',
        to: 'attempts: sql`${work.attempts}`,',
      },
      {
        file: 'src/ledger/repositories/work-settlements.ts',
        from: "retry: settle('settle_retry', {",
        to: ["retry: settle('settle_retry', {", '      attempts: sql`${work.attempts} + 1`,'].join('\n'),
      },
    ],
  },
  {
    id: 'done-while-waiting',
    title: 'A cell whose raise is held back, or whose missing units nobody has explained, is called done.',
    rule: 'W2',
    mode: 'nets-off',
    netsOff: ['sweeps'],
    budget: 2_000,
    edits: [
      {
        file: 'jobs/publish-stock.ts',
        from: 'if (spokenFor.has(cell) || cell.waitsFor === null) continue;',
        to: "if (spokenFor.has(cell) || cell.waitsFor !== 'quarantine') continue;",
      },
    ],
  },
  {
    id: 'hand-overs-never-taken-back',
    title:
      'Work that was handed to a queue which forgot it is never handed over again: a comparison is turned round.',
    rule: 'I12',
    mode: 'liveness',
    budget: 2_000,
    edits: [
      {
        file: 'src/ledger/repositories/work-relay.ts',
        from: 'sql`${work.handedAt} < ${handedBefore}`',
        to: 'sql`${work.handedAt} > ${handedBefore}`',
      },
    ],
  },
  {
    id: 'relay-forgets-what-redis-refused',
    title: 'Rows that Redis refused stay noted as handed over.',
    rule: 'I12',
    mode: 'nets-off',
    netsOff: ['janitor'],
    budget: 60,
    focus: { acts: [customers(8, 'buy')], rates: { 'queue-refused': 0.3 }, stock: plenty },
    edits: [
      {
        file: 'src/queue/relay.ts',
        from: `    await takeBackHandOvers(ledger, clock);
    throw error;`,
        to: '    throw error;',
      },
      { file: 'src/queue/relay.ts', from: '    hasFailed = true;\n', to: '' },
    ],
  },
  {
    id: 'sweep-unparks',
    title: 'A sweep that sees the same again wakes what is parked.',
    rule: 'W7',
    mode: 'safety',
    budget: 60,
    focus: {
      acts: [customers(2, 'buy', [0, 100])],
      ...hitting('killed', 1, 'sale\\.order\\.load leaves'),
      lengthMs: 450_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'jobs/steps/unless-parked.ts',
        from: "if (row?.state !== 'parked') open.push(mark);",
        to: 'open.push(mark);',
      },
    ],
  },
  {
    id: 'news-do-not-unpark',
    title: 'New content of a parked subject leaves it parked.',
    rule: 'W7',
    mode: 'liveness',
    budget: 60,
    focus: {
      acts: [customers(2, 'buy', [0, 100]), customers(3, 'remove', [385_000, 395_000])],
      ...hitting('killed', 1, 'sale\\.order\\.load leaves'),
      lengthMs: 400_000,
      stock: plenty,
    },
    edits: [
      {
        file: 'src/ledger/repositories/work-marks.ts',
        from: `        state: 'open',
        priority: sql`,
        to: ['        state: sql`${work.state}`,', '        priority: sql'].join('\n'),
      },
    ],
  },
];
