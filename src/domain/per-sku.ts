/** A choice of the merchant that may differ from SKU to SKU. */
export interface PerSku<Value> {
  readonly bySku: ReadonlyMap<string, Value>;
  /** In the order in which the merchant wrote them. */
  readonly byTag: ReadonlyMap<string, Value>;
  readonly others: Value;
}

/** The SKU's own value; else that of the first tag written that it carries; else the one for all others. */
export function valueFor<Value>(
  { bySku, byTag, others }: PerSku<Value>,
  sku: string,
  tags: readonly string[],
): Value {
  const own = bySku.get(sku);
  if (own !== undefined) return own;
  for (const [tag, value] of byTag) {
    if (tags.includes(tag)) return value;
  }
  return others;
}
