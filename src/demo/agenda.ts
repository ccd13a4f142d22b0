/** What people of the demo's world have set out to do later. One list, so that the end of the day can do all of it. */
export interface Agenda {
  /** @param atMs by the same clock as `runDue`'s. */
  at(atMs: number, act: () => void): void;
  /** Does what is due, in its order. */
  runDue(nowMs: number): void;
  /** Does everything that is left, at once. */
  runAll(): void;
}

export function createAgenda(): Agenda {
  let entries: { readonly atMs: number; readonly act: () => void }[] = [];
  const run = (isDue: (atMs: number) => boolean): void => {
    const due = entries.filter(({ atMs }) => isDue(atMs)).toSorted((a, b) => a.atMs - b.atMs);
    if (due.length === 0) return;
    entries = entries.filter(({ atMs }) => !isDue(atMs));
    for (const { act } of due) act();
  };
  return {
    at(atMs, act) {
      entries.push({ atMs, act });
    },
    runDue: (nowMs) => run((atMs) => atMs <= nowMs),
    runAll: () => run(() => true),
  };
}
