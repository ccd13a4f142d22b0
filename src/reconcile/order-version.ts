import type { KnownVersion } from '#sdk/ledger/orders.ts';

/** Channels stamp whole seconds: two changes within one second carry one stamp. */
const STAMP_MS = 1_000;

/**
 * Whether an order must be read whole: its stamp is newer, or the stored read left before the second of that stamp was
 * surely over, so that another change of the same second may have come after it (I2). A later read ends the question, and
 * an order that rests is not read again.
 */
export function needsReading(updatedAt: number, known: KnownVersion | undefined): boolean {
  if (known === undefined || known.updatedAt < updatedAt) return true;
  return known.updatedAt === updatedAt && known.channelAt < updatedAt + STAMP_MS;
}
