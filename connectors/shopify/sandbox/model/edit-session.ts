import type { Order } from './records.ts';

/** An edit that was begun and not yet committed: a copy of the order's lines that may be changed freely. */
export interface EditSession {
  readonly id: string;
  readonly order: Order;
}

export type EditSessions = Map<string, EditSession>;
