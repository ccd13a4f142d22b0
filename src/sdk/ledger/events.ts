export interface NewEvent {
  readonly connection: string;
  /** De-duplication key of the delivery, unique per connection. */
  readonly deliveryId: string;
  readonly topic: string;
  readonly triggeredAt: number | null;
  readonly receivedAt: number;
  /** Raw bytes as text; sealed before they are stored. */
  readonly body: string;
  /** Set when the body is not usable JSON or too deep: stored, answered 200, parked with this reason. */
  readonly unusable?: string | undefined;
}

export type EventState = 'received' | 'applied' | 'parked';

export interface StoredEvent {
  readonly id: string;
  readonly connection: string;
  readonly deliveryId: string;
  readonly topic: string;
  readonly receivedAt: number;
  readonly state: EventState;
  readonly reason: string | null;
  readonly body: string;
}

export interface EventRepository {
  /** Stores it once. `false`: this delivery was already there, and nothing changed. */
  receive(event: NewEvent): Promise<boolean>;
  /** Oldest events that wait to be interpreted. */
  waiting(connection: string, limit: number): Promise<readonly StoredEvent[]>;
  settle(ids: readonly string[], state: EventState, reason?: string): Promise<void>;
  get(id: string): Promise<StoredEvent | null>;
  /** Makes a stored event wait again, whatever its state. `false`: there is none with this id. */
  replay(id: string): Promise<boolean>;
  parked(limit: number): Promise<readonly StoredEvent[]>;
  /** Which events hinted at this text (an order id), newest first, for `explain`. Searches opened bodies of the connection, bounded. */
  mentioning(connection: string, text: string, limit: number): Promise<readonly StoredEvent[]>;
  /** All that are kept, of every connection, opened one by one: the newest `limit` that are wanted. */
  search(isWanted: (event: StoredEvent) => boolean, limit: number): Promise<readonly StoredEvent[]>;
  counts(): Promise<
    readonly { readonly connection: string; readonly state: EventState; readonly count: number }[]
  >;
  /** Deletes settled events received before this time; returns how many. */
  prune(before: number, limit: number): Promise<number>;
}
