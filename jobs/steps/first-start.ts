import type { OrderHeader, Page } from '#sdk/capabilities.ts';
import type { JobContext } from '#sdk/define-job.ts';
import type { LedgerTransaction } from '#sdk/ledger/ledger.ts';

/** Resource under which the difference of the channel's clock is kept; it has no cursor of its own. */
const CLOCK = 'clock';
/** Network, whole seconds in headers and ordinary drift; less than this is no difference. */
const CLOCK_TRUST_MS = 60_000;

/**
 * The moment of a channel's first start by the channel's own clock, which also stamps its orders: were one of the two clocks a
 * day off, a day of new orders would be taken for old ones, or a day of old ones be booked. Null: it never started.
 */
export async function firstStartOf(tx: LedgerTransaction, channel: string): Promise<number | null> {
  const states = await tx.connections.all();
  const state = states.find((one) => one.connection === channel);
  if (state === undefined) return null;
  const { cursor } = await tx.cursors.get(channel, CLOCK);
  return state.firstStartedAt + Number(cursor ?? 0);
}

/** The same, once the channel's clock is known; null before. */
export async function certainFirstStartOf(tx: LedgerTransaction, channel: string): Promise<number | null> {
  const { cursor } = await tx.cursors.get(channel, CLOCK);
  return cursor === null ? null : firstStartOf(tx, channel);
}

/** Notes once, at the first page ever read, how far the channel's clock is from ours. */
export async function noteClock(
  { connection, ledger, log }: JobContext,
  { vendorAt, answeredAt }: Page<OrderHeader>,
): Promise<void> {
  if (vendorAt === undefined || vendorAt === null) return;
  const offMs = Math.abs(vendorAt - answeredAt) < CLOCK_TRUST_MS ? 0 : vendorAt - answeredAt;
  const isNews = await ledger.write(async (tx) => {
    const { cursor } = await tx.cursors.get(connection, CLOCK);
    if (cursor !== null) return false;
    await tx.cursors.save(connection, CLOCK, { cursor: String(offMs) });
    return true;
  });
  if (isNews && offMs !== 0)
    log.warn('the clocks differ; the first start is reckoned by the channel’s', { connection, offMs });
}
