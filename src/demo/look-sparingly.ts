/** A look may take this part of all time. */
const SHARE_MAX = 0.1;

/**
 * A look at large books takes its while, and the vendors, who live in this process, stand still meanwhile. So between
 * two looks at least nine times as long must pass; until then the last one is shown again.
 */
export function createSparingLook<Seen>(look: () => Seen, monotonicMs: () => number): () => Seen {
  let last: { readonly seen: Seen; readonly dueAt: number } | undefined;
  return () => {
    const startedAt = monotonicMs();
    if (last !== undefined && startedAt < last.dueAt) return last.seen;
    const seen = look();
    const tookMs = monotonicMs() - startedAt;
    last = { seen, dueAt: startedAt + tookMs / SHARE_MAX };
    return seen;
  };
}
