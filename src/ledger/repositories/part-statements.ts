/** Stands between the line and the SKU. */
export const PART_MARK = '#part:';

/** What a statement about units of one part of a bundle's line is kept under, beside those about the line itself. */
export function partOfLine(lineId: string, sku: string): string {
  return `${lineId}${PART_MARK}${sku}`;
}

/** The part that a statement is about; null: the line itself. */
export function partIn(name: string, lineId: string): string | null {
  return name === lineId ? null : name.slice(lineId.length + PART_MARK.length);
}
