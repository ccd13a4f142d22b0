import type { HistoryPlan } from './history-plan.ts';

/**
 * What merchants there are: what their shelves hold at the beginning, which is little, and which Odoo counts it. Few of them, because a
 * settled start is made once for each.
 */
export const merchants: readonly Pick<HistoryPlan, 'stock' | 'odooVersion'>[] = [
  {
    odooVersion: 18,
    stock: [
      [2, 1, 2],
      [5, 0, 0],
      [1, 3, 3],
    ],
  },
  {
    odooVersion: 19,
    stock: [
      [0, 2, 1],
      [3, 1, 4],
      [6, 0, 2],
    ],
  },
  {
    odooVersion: 18,
    stock: [
      [4, 3, 3],
      [1, 0, 2],
      [2, 2, 2],
    ],
  },
  {
    odooVersion: 17,
    stock: [
      [1, 0, 0],
      [6, 2, 3],
      [3, 1, 2],
    ],
  },
];

/** Enough of everything everywhere, so that nobody finds nothing. */
export const plenty: HistoryPlan['stock'] = [
  [12, 9, 12],
  [15, 10, 10],
  [11, 13, 13],
];
