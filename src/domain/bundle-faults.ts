import type { Bundle, Bundles } from './bundle.ts';

export interface BundleFault {
  readonly sku: string;
  readonly fault: 'contains-itself' | 'cycle' | 'too-deep';
  /** The bundles on the way to the fault, from `sku` on. */
  readonly way: readonly string[];
}

/** What makes bundles unusable: every bundle must end in plain items, with at most one bundle between. */
export function findBundleFaults(bundles: Bundles): readonly BundleFault[] {
  return [...bundles].flatMap(([sku, bundle]) => {
    const fault = faultOf(sku, bundle, bundles);
    return fault === null ? [] : [fault];
  });
}

function faultOf(sku: string, bundle: Bundle, bundles: Bundles): BundleFault | null {
  if (bundle.parts.has(sku)) return { sku, fault: 'contains-itself', way: [sku, sku] };
  return findCycle(sku, bundles) ?? findDepth(sku, bundles);
}

/** The way back to a bundle, shortest first; each bundle is looked at once, so it ends. */
function findCycle(sku: string, bundles: Bundles): BundleFault | null {
  const seen = new Set<string>();
  const ways: (readonly string[])[] = [[sku]];
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const part of bundles.get(way.at(-1) ?? '')?.parts.keys() ?? []) {
      if (part === sku) return { sku, fault: 'cycle', way: [...way, sku] };
      if (seen.has(part) || !bundles.has(part)) continue;
      seen.add(part);
      ways.push([...way, part]);
    }
  }
  return null;
}

/** A stocked bundle counts as a plain item, so what lies inside it is not deeper. */
function findDepth(sku: string, bundles: Bundles): BundleFault | null {
  const inner = (name: string): readonly string[] => {
    const bundle = bundles.get(name);
    if (bundle === undefined || bundle.stocked) return [];
    return [...bundle.parts.keys()].filter((part) => bundles.get(part)?.stocked === false);
  };
  for (const part of inner(sku)) {
    const [deep] = inner(part);
    if (deep !== undefined) return { sku, fault: 'too-deep', way: [sku, part, deep] };
  }
  return null;
}
