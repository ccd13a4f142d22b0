/** One value that was asked for, or that asking for it failed: a failure is the reader's when its turn comes. */
type Asked<Value> = Promise<IteratorResult<Value, unknown>>;

/**
 * Asks for the next value while the reader is busy with the one before: one at a time, and never further ahead than that.
 * Whoever stops early waits for what was asked for, and it is lost.
 */
export async function* readAhead<Value>(values: AsyncGenerator<Value>): AsyncGenerator<Value> {
  const ask = (): Asked<Value> => {
    const asked = values.next();
    // It may fail long before anybody looks.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (;;) {
      const result = await next;
      if (result.done === true) return;
      next = ask();
      yield result.value;
    }
  } finally {
    await next.catch(() => undefined);
    await values.return(undefined);
  }
}
