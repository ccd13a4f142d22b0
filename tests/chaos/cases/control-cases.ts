import { type ChaosCase, faultDuringWork } from '#tests/chaos/chaos-case.ts';

/** Nothing breaks: what fails here is the suite's own fault. */
export const controlCases: readonly ChaosCase[] = [
  {
    name: 'control-sqlite',
    row: '-',
    title: 'no fault, one process on SQLite',
    shape: 'one',
    sharesWorld: true,
    play: faultDuringWork(async () => undefined),
  },
  {
    name: 'control-postgres',
    row: '-',
    title: 'no fault, web, worker and scheduler on PostgreSQL',
    shape: 'three',
    sharesWorld: true,
    play: faultDuringWork(async () => undefined),
  },
];
