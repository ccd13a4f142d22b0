import type {
  MutationInventorySetOnHandQuantitiesArgs,
  MutationInventorySetQuantitiesArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { Level, StockState } from '../model/records.ts';
import { changeStock, onHandOf, stockAt } from '../model/stock.ts';
import { adjustmentGroup, type StockChange } from './adjustment-group.ts';
import { type Context, type FieldMap, graphFault } from './context.ts';
import { STRICT_SINCE } from './idempotent.ts';
import { checkReason, checkReferenceUri, findCell, STALE, type UserError } from './inventory-checks.ts';

const QUANTITY_MAX = 1_000_000_000;
const QUANTITY_MAX_TEXT = '1,000,000,000';

interface Row {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null | undefined;
}

interface SetInput {
  readonly name: 'available' | 'on_hand';
  readonly reason: string;
  readonly referenceDocumentUri?: string | null | undefined;
  readonly rows: readonly Row[];
  /** Where the rows are in the input, for the errors. */
  readonly rowsAt: string;
  readonly rowType: string;
}

/** The schema lets it be left out; the server does not. `null` says: do not compare. */
export function requireCompare(context: Context, rows: readonly object[], rowType: string): void {
  if (context.apiVersion < STRICT_SINCE) return;
  if (rows.every((row) => 'changeFromQuantity' in row)) return;
  throw graphFault(
    `${rowType} must include the following argument: changeFromQuantity.`,
    'INVALID_FIELD_ARGUMENTS',
  );
}

function setQuantities(context: Context, input: SetInput) {
  requireCompare(context, input.rows, input.rowType);
  const errors = [
    ...checkReason(input.reason),
    ...checkReferenceUri(input.referenceDocumentUri),
    ...checkRows(context, input),
  ];
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  const { state } = context;
  const cells = input.rows.map((row) => {
    const item = state.items.get(row.inventoryItemId);
    const location = state.locations.get(row.locationId);
    if (item === undefined || location === undefined) throw new TypeError('a checked cell is gone');
    return { row, level: item.levels.get(location.id), item, location };
  });
  const stale = cells.some(({ row, level }) => {
    const compare = row.changeFromQuantity;
    return compare !== null && compare !== undefined && compare !== currentOf(level, input.name);
  });
  if (stale) return { inventoryAdjustmentGroup: null, userErrors: [STALE] };
  const changes: StockChange[] = [];
  for (const { row, item, location } of cells) {
    const level = stockAt(state, item, location);
    const delta = row.quantity - currentOf(level, input.name);
    if (delta === 0) continue;
    changeStock(
      state,
      level,
      { available: delta },
      { cause: 'written-by-api', reference: input.referenceDocumentUri ?? null },
    );
    // The other of the two numbers follows and is shown as a change of its own.
    changes.push({ name: 'available', delta, level }, { name: 'on_hand', delta, level });
  }
  return { inventoryAdjustmentGroup: adjustmentGroup(context, input, changes), userErrors: [] };
}

function currentOf(level: Level | undefined, name: SetInput['name']): number {
  if (level === undefined) return 0;
  return name === 'on_hand' ? onHandOf(level) : level.states[name satisfies StockState];
}

function checkRows(context: Context, { rows, rowsAt, name }: SetInput): UserError[] {
  const errors: UserError[] = [];
  const seen = new Map<string, number>();
  rows.forEach((row, index) => {
    const at = (field: string): string[] => ['input', rowsAt, String(index), field];
    const found = findCell(context.state, row, { item: at('inventoryItemId'), location: at('locationId') });
    if ('errors' in found) errors.push(...found.errors);
    else if (!found.item.tracked) {
      const message = 'The specified inventory item is not allowed to be adjusted via API.';
      errors.push({ field: at('inventoryItemId'), message, code: 'NON_MUTABLE_INVENTORY_ITEM' });
    } else if (!found.location.isActive) {
      const message = 'The specified location could not be found.';
      errors.push({ field: at('locationId'), message, code: 'INVALID_LOCATION' });
    }
    errors.push(...checkQuantity(row.quantity, name, at('quantity')));
    const pair = `${row.inventoryItemId} ${row.locationId}`;
    const before = seen.get(pair);
    seen.set(pair, index);
    if (before === undefined) return;
    for (const place of [before, index]) {
      errors.push({
        field: ['input', rowsAt, String(place), 'locationId'],
        message: 'The combination of inventoryItemId and locationId must be unique.',
        code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      });
    }
  });
  return errors;
}

function checkQuantity(quantity: number, name: SetInput['name'], field: readonly string[]): UserError[] {
  if (name === 'on_hand' && quantity < 0) {
    return [{ field, message: "The quantity can't be negative.", code: 'INVALID_QUANTITY_NEGATIVE' }];
  }
  if (quantity > QUANTITY_MAX) {
    return [
      {
        field,
        message: `The quantity can't be higher than ${QUANTITY_MAX_TEXT}.`,
        code: 'INVALID_QUANTITY_TOO_HIGH',
      },
    ];
  }
  if (quantity < -QUANTITY_MAX) {
    return [
      {
        field,
        message: `The quantity can't be lower than -${QUANTITY_MAX_TEXT}.`,
        code: 'INVALID_QUANTITY_TOO_LOW',
      },
    ];
  }
  return [];
}

export const setInventoryMutations: FieldMap = {
  inventorySetQuantities(_: unknown, { input }: MutationInventorySetQuantitiesArgs, context) {
    requireCompare(context, input.quantities, 'InventoryQuantityInput');
    const { name } = input;
    if (name !== 'available' && name !== 'on_hand') {
      const message = "The quantity name must be either 'available' or 'on_hand'.";
      return {
        inventoryAdjustmentGroup: null,
        userErrors: [{ field: ['input', 'name'], message, code: 'INVALID_NAME' }],
      };
    }
    return setQuantities(context, {
      ...input,
      name,
      rows: input.quantities,
      rowsAt: 'quantities',
      rowType: 'InventoryQuantityInput',
    });
  },
  inventorySetOnHandQuantities: (_: unknown, { input }: MutationInventorySetOnHandQuantitiesArgs, context) =>
    setQuantities(context, {
      ...input,
      name: 'on_hand',
      rows: input.setQuantities,
      rowsAt: 'setQuantities',
      rowType: 'InventorySetQuantityInput',
    }),
};
