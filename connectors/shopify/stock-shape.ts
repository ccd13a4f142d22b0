import { z } from 'zod';
import type { ChannelLevel } from '#domain/stock.ts';
import { pageInfoShape, userErrorsShape } from './answer-shape.ts';

const quantityShape = z.object({ name: z.string(), quantity: z.int() });

export const levelShape = z.object({
  isActive: z.boolean(),
  location: z.object({ id: z.string() }),
  quantities: z.array(quantityShape),
});

export const levelsShape = z.object({ pageInfo: pageInfoShape, nodes: z.array(levelShape) });

export const itemShape = z.object({
  id: z.string(),
  tracked: z.boolean(),
  inventoryLevels: levelsShape,
});

export type VendorItem = z.output<typeof itemShape>;
export type VendorLevel = z.output<typeof levelShape>;

export const setAnswerShape = z.object({
  // The group is null when nothing had to change: that is success too, if there are no user errors.
  inventorySetQuantities: z.object({ userErrors: userErrorsShape }),
});

export const lowerAnswerShape = z.object({
  inventoryAdjustQuantities: z.object({ userErrors: userErrorsShape }),
});

export const activateAnswerShape = z.object({
  inventoryActivate: z.object({ userErrors: userErrorsShape }),
});

/** The quantities that are asked for, by Shopify's names. */
export const quantityNames = ['available', 'committed'];

/**
 * What Shopify shows for one item at one location. An item that is not stocked there has no number, and neither has one
 * whose stock Shopify does not count (`tracked` false): never 0.
 */
export function toChannelLevel(item: Pick<VendorItem, 'id' | 'tracked'>, level: VendorLevel): ChannelLevel {
  const quantityOf = (name: string): number | null =>
    level.quantities.find((quantity) => quantity.name === name)?.quantity ?? null;
  const isCounted = level.isActive && item.tracked;
  return {
    inventoryItemId: item.id,
    locationId: level.location.id,
    active: level.isActive,
    available: isCounted ? quantityOf('available') : null,
    committed: isCounted ? quantityOf('committed') : null,
  };
}
