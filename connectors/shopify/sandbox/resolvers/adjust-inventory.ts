import type {
  InventoryMoveQuantityTerminalInput,
  MutationInventoryAdjustQuantitiesArgs,
  MutationInventoryMoveQuantitiesArgs,
} from '#connectors/shopify/generated/admin.types.ts';
import type { Level, StockState } from '../model/records.ts';
import { changeStock, quantityOf, stockAt } from '../model/stock.ts';
import { adjustmentGroup, type StockChange } from './adjustment-group.ts';
import type { FieldMap } from './context.ts';
import {
  adjustableStates,
  checkReason,
  checkReferenceUri,
  findCell,
  STALE,
  type UserError,
} from './inventory-checks.ts';
import { requireCompare } from './set-inventory.ts';

const DELTA_MAX = 2_000_000_000;

function asState(name: string): StockState | undefined {
  return adjustableStates.find((state) => state === name);
}

function badName(field: readonly string[], code: string): UserError {
  const message = `The specified quantity name is invalid. Valid values are: ${adjustableStates.join(', ')}.`;
  return { field, message, code };
}

/** Every number but `available` is explained by a document of another system; `available` by none. */
function checkLedger(name: string, uri: string | null | undefined, field: readonly string[]): UserError[] {
  const has = uri !== null && uri !== undefined;
  if (name === 'available' && has) {
    return [
      {
        field,
        message: 'A ledger document URI is not allowed when adjusting available.',
        code: 'INVALID_AVAILABLE_DOCUMENT',
      },
    ];
  }
  if (name !== 'available' && !has) {
    return [
      {
        field,
        message: 'A ledger document URI is required except when adjusting available.',
        code: 'INVALID_QUANTITY_DOCUMENT',
      },
    ];
  }
  return has && uri.startsWith('gid://shopify/')
    ? [{ field, message: 'The specified ledger document is invalid.', code: 'INTERNAL_LEDGER_DOCUMENT' }]
    : [];
}

/** The stored number moves, and `on_hand` with it, except for what is still on its way. */
function mirrored(
  name: StockState,
  delta: number,
  level: Level,
  ledgerDocumentUri: string | null,
): StockChange[] {
  const own: StockChange = { name, delta, level, ledgerDocumentUri };
  return name === 'incoming' ? [own] : [own, { name: 'on_hand', delta, level }];
}

function isStale(level: Level | undefined, name: string, compare: number | null | undefined): boolean {
  if (compare === null || compare === undefined) return false;
  return compare !== (level === undefined ? 0 : quantityOf(level, name));
}

export const adjustInventoryMutations: FieldMap = {
  inventoryAdjustQuantities(_: unknown, { input }: MutationInventoryAdjustQuantitiesArgs, context) {
    requireCompare(context, input.changes, 'InventoryChangeInput');
    const { state } = context;
    const refuse = (errors: readonly UserError[]) => ({ inventoryAdjustmentGroup: null, userErrors: errors });
    const name = asState(input.name);
    if (name === undefined) return refuse([badName(['input', 'name'], 'INVALID_QUANTITY_NAME')]);
    const errors = [...checkReason(input.reason), ...checkReferenceUri(input.referenceDocumentUri)];
    const cells = input.changes.map((change, index) => {
      const at = (field: string): string[] => ['input', 'changes', String(index), field];
      errors.push(...checkLedger(name, change.ledgerDocumentUri, at('ledgerDocumentUri')));
      if (Math.abs(change.delta) > DELTA_MAX) {
        const isHigh = change.delta > 0;
        errors.push({
          field: at('delta'),
          message: isHigh
            ? "The quantity can't be higher than 2,000,000,000."
            : "The quantity can't be lower than -2,000,000,000.",
          code: isHigh ? 'INVALID_QUANTITY_TOO_HIGH' : 'INVALID_QUANTITY_TOO_LOW',
        });
      }
      const found = findCell(state, change, { item: at('inventoryItemId'), location: at('locationId') });
      if ('errors' in found) errors.push(...found.errors);
      return { change, found };
    });
    if (errors.length > 0) return refuse(errors);
    if (
      cells.some(
        ({ change, found }) => 'item' in found && isStale(found.level, name, change.changeFromQuantity),
      )
    ) {
      return refuse([STALE]);
    }
    const changes: StockChange[] = [];
    for (const { change, found } of cells) {
      if (!('item' in found) || change.delta === 0) continue;
      const level = stockAt(state, found.item, found.location);
      const reference = input.referenceDocumentUri ?? null;
      changeStock(state, level, { [name]: change.delta }, { cause: 'written-by-api', reference });
      changes.push(...mirrored(name, change.delta, level, change.ledgerDocumentUri ?? null));
    }
    return { inventoryAdjustmentGroup: adjustmentGroup(context, input, changes), userErrors: [] };
  },
  inventoryMoveQuantities(_: unknown, { input }: MutationInventoryMoveQuantitiesArgs, context) {
    requireCompare(
      context,
      input.changes.flatMap(({ from, to }) => [from, to]),
      'InventoryMoveQuantityTerminalInput',
    );
    const { state } = context;
    const errors = [...checkReason(input.reason), ...checkReferenceUri(input.referenceDocumentUri)];
    input.changes.forEach((change, index) => {
      const at = (...path: string[]): string[] => ['input', 'changes', String(index), ...path];
      if (!state.items.has(change.inventoryItemId)) {
        const message = 'The specified inventory item could not be found.';
        errors.push({ field: at('inventoryItemId'), message, code: 'INVALID_INVENTORY_ITEM' });
      }
      for (const [end, terminal] of [
        ['from', change.from],
        ['to', change.to],
      ] as const) {
        errors.push(
          ...checkTerminal(terminal, (field) => at(end, field), state.locations.has(terminal.locationId)),
        );
      }
      if (asState(change.from.name) === undefined || asState(change.to.name) === undefined) return;
      if (change.from.locationId !== change.to.locationId) {
        const message = "The quantities can't be moved between different locations.";
        errors.push({ field: at(), message, code: 'DIFFERENT_LOCATIONS' });
      } else if (change.from.name === change.to.name) {
        const message = "The quantity names for each change can't be the same.";
        errors.push({ field: at(), message, code: 'SAME_QUANTITY_NAME' });
      }
    });
    if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
    const moves = input.changes.map((change) => ({
      change,
      level: state.items.get(change.inventoryItemId)?.levels.get(change.from.locationId),
    }));
    if (
      moves.some(({ change, level }) =>
        [change.from, change.to].some((end) => isStale(level, end.name, end.changeFromQuantity)),
      )
    ) {
      return { inventoryAdjustmentGroup: null, userErrors: [STALE] };
    }
    const changes: StockChange[] = [];
    for (const { change, level } of moves) {
      const from = asState(change.from.name);
      const to = asState(change.to.name);
      if (level === undefined || from === undefined || to === undefined || change.quantity === 0) continue;
      const reference = input.referenceDocumentUri;
      changeStock(
        state,
        level,
        { [from]: -change.quantity, [to]: change.quantity },
        { cause: 'moved', reference },
      );
      changes.push(
        {
          name: from,
          delta: -change.quantity,
          level,
          ledgerDocumentUri: change.from.ledgerDocumentUri ?? null,
        },
        { name: to, delta: change.quantity, level, ledgerDocumentUri: change.to.ledgerDocumentUri ?? null },
      );
    }
    return { inventoryAdjustmentGroup: adjustmentGroup(context, input, changes), userErrors: [] };
  },
};

function checkTerminal(
  terminal: InventoryMoveQuantityTerminalInput,
  at: (field: string) => readonly string[],
  hasLocation: boolean,
): UserError[] {
  const errors: UserError[] = [];
  if (asState(terminal.name) === undefined) errors.push(badName(at('name'), 'INVALID_QUANTITY_NAME'));
  else errors.push(...checkLedger(terminal.name, terminal.ledgerDocumentUri, at('ledgerDocumentUri')));
  if (!hasLocation) {
    const message = 'The specified location could not be found.';
    errors.push({ field: at('locationId'), message, code: 'INVALID_LOCATION' });
  }
  return errors;
}
