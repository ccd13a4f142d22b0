import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenSuiteLedger, type SuiteLedger, unique } from './suite-ledger.ts';

/** What differs, and what a person says to it. */
export function testDiscrepancies(open: OpenSuiteLedger): void {
  let suite: SuiteLedger;
  beforeAll(async () => {
    suite = await open();
  });
  afterAll(() => suite.close());

  test('a discrepancy is opened once, renewed while open, and opened anew after it was closed', async () => {
    const [store, subject] = [unique('store'), unique('subject')];
    const openIt = (amount: number, now: number) =>
      suite.ledger.write((tx) =>
        tx.discrepancies.open(
          {
            type: 'stock-drift',
            connection: store,
            subject,
            detail: 'd',
            amount,
            currency: null,
            suggestion: 's',
          },
          now,
        ),
      );
    const close = (now: number) =>
      suite.ledger.write((tx) => tx.discrepancies.close('stock-drift', store, subject, 'repaired', now));
    expect([await openIt(1, 10), await openIt(2, 11)]).toEqual([true, false]);
    expect([await close(20), await close(21), await openIt(3, 30)]).toEqual([true, false, true]);
    const about = await suite.ledger.read((tx) => tx.discrepancies.about(subject));
    expect(about.map(({ state, amount, openedAt, closedAt }) => [state, amount, openedAt, closedAt])).toEqual(
      [
        ['open', 3, 30, null],
        ['repaired', 2, 10, 20],
      ],
    );
    expect(await suite.ledger.write((tx) => tx.discrepancies.prune(1_000, 10))).toBe(1);
    expect(
      await suite.ledger.read((tx) => tx.discrepancies.list({ state: 'open', limit: 10 })),
    ).toMatchObject([{ subject }]);
    expect(await suite.ledger.read((tx) => tx.discrepancies.counts())).toEqual([
      { type: 'stock-drift', state: 'open', count: 1 },
    ]);
  });

  test('a discrepancy that was accepted stays so while it says the same, and is told again when it says something else', async () => {
    const [store, subject] = [unique('store'), unique('subject')];
    const openIt = (detail: string, now: number) =>
      suite.ledger.write((tx) =>
        tx.discrepancies.open(
          {
            type: 'stock-drift',
            connection: store,
            subject,
            detail,
            amount: 1,
            currency: null,
            suggestion: 's',
          },
          now,
        ),
      );
    const states = async () =>
      (await suite.ledger.read((tx) => tx.discrepancies.about(subject))).map(({ state }) => state);
    const openOnes = () =>
      suite.ledger.read(async (tx) => [
        await tx.discrepancies.hasOpen('stock-drift', store),
        await tx.discrepancies.notOpen('stock-drift', store, [subject, 'other']),
      ]);
    expect(await openIt('one too many', 10)).toBe(true);
    expect(await openOnes()).toEqual([true, ['other']]);
    const [told] = await suite.ledger.read((tx) => tx.discrepancies.about(subject));
    const accept = (id: string) => suite.ledger.write((tx) => tx.discrepancies.accept(id, 20));
    expect(await accept(told?.id ?? '')).toMatchObject({ state: 'accepted', closedAt: 20 });
    expect([await accept(told?.id ?? ''), await accept('nobody')]).toEqual([null, null]);
    expect(await openOnes()).toEqual([false, [subject, 'other']]);
    expect([await openIt('one too many', 30), await states()]).toEqual([false, ['accepted']]);
    expect([await openIt('two too many', 40), await states()]).toEqual([true, ['open', 'accepted']]);
    await suite.ledger.write((tx) => tx.discrepancies.closeAll('stock-drift', store, 50));
    expect(await states()).toEqual(['repaired', 'accepted']);
  });
}
