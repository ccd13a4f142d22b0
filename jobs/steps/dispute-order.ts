import type { Export } from './export-run.ts';

const disputes: Readonly<Record<string, string>> = {
  'not-cancelable': 'Call the goods back, or agree a return; then cancel by hand and accept.',
  'not-amendable': 'Make the change by hand in the target, or cancel it in the store.',
  'canceled-in-target': 'Cancel the order in the store too, or book it again by hand.',
};

/** Two systems disagree and the policy does not allow a repair: it becomes a discrepancy with what a person can do. */
export async function openDispute(
  { context, work, order }: Export,
  { type, detail }: { readonly type: string; readonly detail: string },
): Promise<void> {
  await context.ledger.write((tx) =>
    tx.discrepancies.open(
      {
        type,
        connection: context.connection,
        subject: work.subject,
        detail,
        amount: order.totals.total.shop.minor,
        currency: order.currency,
        suggestion: disputes[type] ?? 'Compare the two systems and correct one.',
      },
      context.clock.now(),
    ),
  );
}

/** Both ends agree again. */
export async function closeDisputes({ context, work }: Export): Promise<void> {
  const about = await context.ledger.read((tx) => tx.discrepancies.about(work.subject));
  const open = about.filter((entry) => entry.state === 'open');
  if (open.length === 0) return;
  await context.ledger.write(async (tx) => {
    for (const entry of open)
      await tx.discrepancies.close(
        entry.type,
        entry.connection,
        entry.subject,
        'repaired',
        context.clock.now(),
      );
  });
}
