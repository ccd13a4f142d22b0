const LABEL = /\b(?:query|mutation)\s+(\w+)/;
const ROOT = /\{\s*(?:\w+\s*:\s*)?(\w+)/;
const labels = new Map<string, string>();
const LABELS_MAX = 500;

/** A short name of an operation for counters and diaries: its own, else that of its first field. */
export function operationLabel(query: string): string {
  const known = labels.get(query);
  if (known !== undefined) return known;
  const label = LABEL.exec(query)?.[1] ?? ROOT.exec(query)?.[1] ?? 'unnamed';
  if (labels.size >= LABELS_MAX) labels.clear();
  labels.set(query, label);
  return label;
}
