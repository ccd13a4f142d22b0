import type { Connection } from '#sdk/define-connector.ts';
import type { Rig } from './rig.ts';

/** One promise of the contract. It throws when the connector breaks it. */
export interface Check {
  /** A sentence; unique among the checks of one connection. */
  readonly promise: string;
  /** True: it leaves nothing behind that another such check could stumble on, so they share one filled sandbox. */
  readonly sharesRig?: boolean;
  run(rig: Rig): Promise<void>;
}

/** The checks of one topic that these declared capabilities call for. */
export type ChecksFor = (declared: Connection) => readonly Check[];

/** The value, or the failure of the kit's own fixture. */
export function required<Value>(value: Value | null | undefined, what: string): Value {
  if (value === null || value === undefined) throw new TypeError(`the fixture does not give ${what}`);
  return value;
}

/** A record's own id, or for a level the item and the place. */
export function idOfRecord(item: unknown): string {
  const { id, listingId, inventoryItemId, locationId } = item as Partial<Record<string, string>>;
  return id ?? [listingId ?? inventoryItemId, locationId].join('@');
}

/** What was thrown; undefined when nothing was. */
export async function caught(run: () => Promise<unknown>): Promise<unknown> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error;
  }
}
