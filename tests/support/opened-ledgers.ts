/** Ledgers that tests have opened; what a file leaves open is closed at its end, so that nothing stays on the disk. */
export const openedLedgers = new Set<{ close(): Promise<void> }>();

export async function closeOpenedLedgers(): Promise<void> {
  const left = [...openedLedgers];
  openedLedgers.clear();
  for (const ledger of left) await ledger.close();
}
