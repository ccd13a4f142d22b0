import type { Address, OrderLine } from '#domain/order.ts';
import type { RoutingRule } from '#sdk/order-settings.ts';
import type { LocationSetting } from '#sdk/settings.ts';
import type { Candidate, NoCandidate } from './routing.ts';

interface CandidateFacts {
  readonly locations: readonly LocationSetting[];
  readonly tagsOf: (sku: string) => readonly string[];
}

/**
 * The locations that the rules name for a line, the preferred first and each once: the first rule that names it decides.
 * Or why there is none.
 */
export function candidatesFor(
  { line, destination }: { readonly line: OrderLine; readonly destination: Address | null },
  rules: readonly RoutingRule[],
  { locations, tagsOf }: CandidateFacts,
): readonly Candidate[] | NoCandidate {
  const tags = line.sku === null ? [] : tagsOf(line.sku);
  const found = new Map<string, Candidate>();
  let isNamed = false;
  for (const rule of rules.toSorted((left, right) => left.priority - right.priority)) {
    if (!reaches(rule, destination) || !concerns(rule, line.sku, tags)) continue;
    for (const name of rule.shipFrom) {
      const location = locations.find((one) => one.name === name);
      isNamed = true;
      if (location === undefined || !location.active || found.has(name)) continue;
      found.set(name, {
        location: name,
        connection: location.shippedBy,
        rule: rule.name,
        stock: rule.stock,
      });
    }
  }
  if (found.size > 0) return [...found.values()];
  return isNamed ? 'deactivated-location' : 'no-rule';
}

function reaches({ countries, regions }: RoutingRule, destination: Address | null): boolean {
  if (countries.length === 0 && regions.length === 0) return true;
  const country = destination?.countryCode ?? null;
  if (country === null) return false;
  const province = destination?.provinceCode ?? null;
  return countries.includes(country) || (province !== null && regions.includes(`${country}-${province}`));
}

function concerns(rule: RoutingRule, sku: string | null, tags: readonly string[]): boolean {
  if (rule.skus.length === 0 && rule.tags.length === 0) return true;
  return (sku !== null && rule.skus.includes(sku)) || rule.tags.some((tag) => tags.includes(tag));
}
