import type { Fetched } from '#sdk/capabilities.ts';
import type { OrderRead } from '#sdk/ledger/orders.ts';

/** A channel that does not tell its time is taken to be this far behind. */
const CLOCK_TRUST_MS = 60_000;

/**
 * When a read of orders left. The channel's clock is known at the answer; it was read at most the whole time of the call
 * earlier, and too early a time costs one more read, never a change.
 */
export function orderReadOf(
  { sentAt, answeredAt, vendorAt }: Omit<Fetched<unknown>, 'items' | 'refused'>,
  basis: number,
): OrderRead {
  const channelAt = vendorAt === null ? sentAt - CLOCK_TRUST_MS : vendorAt - (answeredAt - sentAt);
  return { basis, sentAt, channelAt };
}
