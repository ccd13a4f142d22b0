/** Klaviyo's filter for one value of a field. */
export function equals(field: string, value: string): string {
  return `equals(${field},${JSON.stringify(value)})`;
}

/** ... for any of several. */
export function anyOf(field: string, values: readonly string[]): string {
  return `any(${field},${JSON.stringify(values)})`;
}

/** Times are written without fractions of a second, rounded so that nothing in between is lost. */
export function after(field: string, at: number): string {
  return `greater-than(${field},${new Date(Math.floor(at / 1_000) * 1_000 - 1_000).toISOString().replace('.000', '')})`;
}
