/** From one moment to another, in epoch milliseconds. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The same time as a list without overlaps, in order. */
export function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last !== undefined && span.fromMs <= last.toMs)
      merged[merged.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
    else merged.push(span);
  }
  return merged;
}

/** How much of a span lies outside of the others, which must come from `mergeSpans`. */
export function timeOutside(span: Span, others: readonly Span[]): number {
  let outside = span.toMs - span.fromMs;
  for (const other of others) {
    if (other.fromMs >= span.toMs) break;
    outside -= Math.max(0, Math.min(span.toMs, other.toMs) - Math.max(span.fromMs, other.fromMs));
  }
  return outside;
}
