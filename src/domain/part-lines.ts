import type { BundlesByPart } from './bundle.ts';

/**
 * The open lines that take units of a plain item: its own, and those of every bundle that contains it, each once, with
 * the units that one bundle takes and what has left of them. An order stays recorded as it was sold; only what it reserves is told in parts.
 */
export function linesOnPart<
  Statement,
  Line extends {
    readonly perUnit?: number;
    readonly parts?: ReadonlyMap<string, readonly Statement[]>;
    readonly ofPart?: readonly Statement[];
  },
>(sku: string, linesOf: (sku: string) => readonly Line[], byPart: BundlesByPart): readonly Line[] {
  const bundles = byPart.get(sku);
  if (bundles === undefined) return linesOf(sku);
  const ofBundles = [...bundles].flatMap(([bundle, perUnit]) =>
    linesOf(bundle).map((line) => ({ ...line, perUnit, ofPart: line.parts?.get(sku) ?? [] })),
  );
  return [...linesOf(sku), ...ofBundles];
}
