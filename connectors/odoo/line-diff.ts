import type { PlannedLine } from './line-plan.ts';
import { BALANCE } from './line-plan.ts';
import type { OdooLine } from './read-orders.ts';

/** What separates the lines that Odoo has from those that it should have. The balance line is settled apart. */
export interface LineDifference {
  readonly changed: readonly { readonly planned: PlannedLine; readonly existing: OdooLine }[];
  readonly added: readonly PlannedLine[];
  readonly gone: readonly OdooLine[];
}

export function diffLines(planned: readonly PlannedLine[], existing: readonly OdooLine[]): LineDifference {
  const known = new Map(existing.map((line) => [line.name, line]));
  const wanted = new Set(planned.map(({ name }) => name));
  const changed = [];
  const added: PlannedLine[] = [];
  for (const line of planned) {
    const before = known.get(line.name);
    if (before === undefined) added.push(line);
    else if (!says(before, line)) changed.push({ planned: line, existing: before });
  }
  return { changed, added, gone: existing.filter((line) => !isBalance(line) && !wanted.has(line.name)) };
}

export function isBalance({ meaning }: OdooLine): boolean {
  return meaning.kind === 'extra' && meaning.key === BALANCE;
}

function says(existing: OdooLine, planned: PlannedLine): boolean {
  return (
    existing.productId === planned.productId &&
    existing.quantity === planned.quantity &&
    existing.price === Number(planned.price) &&
    existing.discount === Number(planned.discount) &&
    existing.taxIds.length === planned.taxIds.length &&
    planned.taxIds.every((id) => existing.taxIds.includes(id))
  );
}
