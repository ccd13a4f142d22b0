/** What goes first within a connection; lower is more urgent. BullMQ's own scale starts at 1. */
export const priorities = {
  'stock-decrease': 1,
  // Nobody is written to who has said no; there are few of them, and each is one call.
  'consent-lowered': 1,
  // One cheap read for many: it is what decreases are learned from, so a backlog of orders must not starve it.
  reading: 2,
  order: 3,
  fulfillment: 4,
  'stock-increase': 5,
  catalog: 6,
  upkeep: 7,
  backfill: 8,
} as const;

export type Priority = keyof typeof priorities;

/** How a call takes part in a vendor's limit that others wait for, too. */
export type CallPace = 'urgent' | 'normal' | 'patient';

/** The share of a limit that calls of each kind leave to those before it. */
export const keptFrom: Readonly<Record<CallPace, number>> = { urgent: 0, normal: 0.2, patient: 0.5 };
