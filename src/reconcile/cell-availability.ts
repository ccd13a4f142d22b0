import { buildable } from '#domain/bundle.ts';
import type { CellFacts, PartFacts } from '#sdk/ledger/stock.ts';
import { availableFrom, type Availability, type PartTerm, type StockTerms } from './available.ts';

interface CellTerms extends StockTerms {
  readonly termsOfPart?: (sku: string) => StockTerms;
}

/**
 * What is available by the newest readings (0) or by those before them (1); null while a reading is missing. A bundle's
 * orders are subtracted from its parts, so they are not subtracted from the bundle once more.
 */
export function availabilityOf(facts: CellFacts, age: 0 | 1, terms: CellTerms): Availability | null {
  if (facts.parts !== undefined) return availabilityOfBundle(facts.parts, age, terms);
  const reading = facts.readings[age];
  return reading === undefined ? null : availableFrom(reading, facts.openLines, terms);
}

function availabilityOfBundle(
  parts: readonly PartFacts[],
  age: 0 | 1,
  terms: CellTerms,
): Availability | null {
  const made = new Map<string, PartTerm | null>();
  for (const { sku, perUnit, tracked, readings, openLines } of parts) {
    const reading = readings[age];
    const partTerms = terms.termsOfPart?.(sku) ?? { ...terms, buffer: 0, autoBuffer: 0 };
    if (!tracked) made.set(sku, { sku, perUnit, availability: null });
    else if (reading === undefined) made.set(sku, null);
    else made.set(sku, { sku, perUnit, availability: availableFrom(reading, openLines, partTerms) });
  }
  const perUnit = new Map(parts.map((part) => [part.sku, part.perUnit]));
  const onHand = buildable(perUnit, (sku) => {
    const term = made.get(sku) ?? null;
    return term === null ? null : (term.availability?.available ?? 'untracked');
  });
  if (onHand === null) return null;
  const { buffer } = terms;
  const known = [...made.values()].filter((term) => term !== null);
  return { available: onHand - buffer, onHand, buffer, autoBuffer: 0, lines: [], parts: known };
}
