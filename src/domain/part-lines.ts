import type { BundlesByPart } from './bundle.ts';

/**
 * The open lines that take units of a plain item: its own, and those of every bundle that contains it, each once, with
 * the units that one bundle takes. An order stays recorded as it was sold; only what it reserves is told in parts.
 */
export function linesOnPart<Line extends { readonly perUnit?: number }>(
  sku: string,
  linesOf: (sku: string) => readonly Line[],
  byPart: BundlesByPart,
): readonly Line[] {
  const bundles = byPart.get(sku);
  if (bundles === undefined) return linesOf(sku);
  const ofBundles = [...bundles].flatMap(([bundle, perUnit]) =>
    linesOf(bundle).map((line) => ({ ...line, perUnit })),
  );
  return [...linesOf(sku), ...ofBundles];
}
