import { linesOnPart } from '#domain/part-lines.ts';
import type { AuthorityReading, PlaceFacts, StockRepository } from '#sdk/ledger/stock.ts';
import { isOneOfListed, listed, listSize, preparedPer } from '../lists.ts';
import { chunksOf, type Session } from '../session.ts';
import { stockLevels } from '../tables/stock.ts';
import { withBundles } from './made-items.ts';
import { createOpenLineFinder } from './open-lines.ts';
import { readingsOf } from './stock-readings.ts';

/** The newest count of items at every place where they are counted, with the lines that take from it, those of bundles included. */
export function createPlaceFactReader(session: Session): StockRepository['placeFacts'] {
  const findOpenLines = createOpenLineFinder(session);
  const select = preparedPer((size: number) =>
    session.db
      .select()
      .from(stockLevels)
      .where(isOneOfListed(stockLevels.sku, size))
      .prepare('levels_of_skus'),
  );
  return async (skus, recipe) => {
    const found = new Map<string, { sku: string; location: string; reading: AuthorityReading }>();
    for (const chunk of chunksOf(skus)) {
      for (const row of await select(listSize(chunk)).execute(listed(chunk))) {
        const [reading] = readingsOf(row);
        const key = JSON.stringify([row.sku, row.location]);
        const known = found.get(key);
        // Of several listings that carry one SKU the one that was read last speaks.
        if (reading !== undefined && (known === undefined || known.reading.basis < reading.basis))
          found.set(key, { sku: row.sku, location: row.location, reading });
      }
    }
    const places = [...found.values()];
    const lines = await findOpenLines(
      withBundles(
        [...new Set(places.map(({ sku }) => sku))].map((sku) => horizonOf(sku, places)),
        recipe,
      ),
      recipe.bundlesByPart.size > 0,
    );
    return places.map(({ sku, location, reading }): PlaceFacts => ({
      sku,
      location,
      reading,
      // S3: a line without a location counts at every one.
      openLines: linesOnPart(sku, (sold) => lines.get(sold) ?? [], recipe.bundlesByPart).filter(
        (line) => line.location === null || line.location === location,
      ),
    }));
  };
}

type Place = Pick<PlaceFacts, 'sku' | 'reading'>;

function horizonOf(sku: string, places: readonly Place[]) {
  const readings = places.filter((place) => place.sku === sku).map(({ reading }) => reading);
  return {
    sku,
    basis: Math.min(...readings.map(({ basis }) => basis)),
    sentAt: Math.min(...readings.map(({ sentAt }) => sentAt)),
  };
}
