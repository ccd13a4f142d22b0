/** The reference of an order's nth request to a warehouse: constant for ever, and never used for another. */
export function requestReference(orderReference: string, number: number): string {
  return `${orderReference}/${number}`;
}

/** The order that a request was for; null for what is no reference of ours. */
export function orderOfRequest(
  reference: string,
): { readonly orderReference: string; readonly number: number } | null {
  const match = /^(.+)\/([1-9]\d{0,5})$/.exec(reference);
  const [, orderReference, number] = match ?? [];
  return orderReference === undefined ? null : { orderReference, number: Number(number) };
}
