/** What goes first within a connection; lower is more urgent. BullMQ's own scale starts at 1. */
export const priorities = {
  'stock-decrease': 1,
  order: 2,
  fulfillment: 3,
  reading: 4,
  'stock-increase': 5,
  catalog: 6,
  upkeep: 7,
  backfill: 8,
} as const;

export type Priority = keyof typeof priorities;
