import type { BundlesByPart } from '#domain/bundle.ts';
import type { OpenLine } from '#sdk/ledger/stock.ts';

/**
 * The open lines that take units of a plain item: its own, and those of every bundle that contains it, each once, with
 * the units that one bundle takes. An order stays recorded as it was sold; only what it reserves is told in parts.
 */
export function linesOnPart(
  sku: string,
  linesOf: (sku: string) => readonly OpenLine[],
  byPart: BundlesByPart,
): readonly OpenLine[] {
  const ofBundles = [...(byPart.get(sku) ?? [])].flatMap(([bundle, perUnit]) =>
    linesOf(bundle).map((line) => ({ ...line, perUnit })),
  );
  return [...linesOf(sku), ...ofBundles];
}
