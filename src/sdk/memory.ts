/** Answers that do not change, kept for as long as the connection is open. Oldest entries go first. */
export interface Memory<Value> {
  /** The remembered answer, or the one that `make` finds now. Calls at the same time share one; a failure is not kept. */
  of(key: string | number, make: () => Promise<Value>): Promise<Value>;
  forget(key: string | number): void;
}

export function createMemory<Value>(entriesMax: number): Memory<Value> {
  const known = new Map<string | number, Promise<Value>>();
  return {
    of(key, make) {
      const before = known.get(key);
      if (before !== undefined) return before;
      const answer = make().catch((error: unknown) => {
        known.delete(key);
        throw error;
      });
      known.set(key, answer);
      const [oldest] = known.keys();
      if (known.size > entriesMax && oldest !== undefined) known.delete(oldest);
      return answer;
    },
    forget(key) {
      known.delete(key);
    },
  };
}
