/** Answers that never change, kept for as long as the connection is open. Oldest entries go first. */
export interface Memory<Value> {
  /** The remembered answer, or the one that `ask` gives now; a failure is not kept. */
  of(key: number, ask: () => Promise<Value>): Promise<Value>;
}

export function createMemory<Value>(entriesMax: number): Memory<Value> {
  const known = new Map<number, Value>();
  return {
    async of(key, ask) {
      const before = known.get(key);
      if (before !== undefined) return before;
      const value = await ask();
      known.set(key, value);
      const [oldest] = known.keys();
      if (known.size > entriesMax && oldest !== undefined) known.delete(oldest);
      return value;
    },
  };
}
