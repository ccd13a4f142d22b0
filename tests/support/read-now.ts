import type { Clock } from '#sdk/clock.ts';
import type { Ledger } from '#sdk/ledger/ledger.ts';
import type { OrderRead } from '#sdk/ledger/orders.ts';

/** A read of orders that leaves now, from a channel whose clock is ours. */
export async function readNow(ledger: Ledger, clock: Pick<Clock, 'now'>): Promise<OrderRead> {
  const basis = await ledger.read((tx) => tx.sequence.current());
  return { basis, sentAt: clock.now(), channelAt: clock.now() };
}
