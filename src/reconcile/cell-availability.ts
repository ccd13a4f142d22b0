import { buildable } from '#domain/bundle.ts';
import type { CellFacts, PartFacts } from '#sdk/ledger/stock.ts';
import { availableFrom, type Availability, type StockTerms } from './available.ts';

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
  const bySku = new Map(parts.map((part) => [part.sku, part]));
  const perUnit = new Map(parts.map((part) => [part.sku, part.perUnit]));
  const made = buildable(perUnit, (sku) => {
    const part = bySku.get(sku);
    if (part?.tracked === false) return 'untracked';
    const reading = part?.readings[age];
    if (part === undefined || reading === undefined) return null;
    return availableFrom(reading, part.openLines, terms.termsOfPart?.(sku) ?? { ...terms, buffer: 0 })
      .available;
  });
  const { buffer } = terms;
  return made === null ? null : { available: made - buffer, onHand: made, buffer, lines: [] };
}
