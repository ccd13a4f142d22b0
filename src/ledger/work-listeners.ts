/** Tells after a commit, once, that work became dirty or due in it. */
export interface WorkListeners {
  readonly add: (listener: () => void) => void;
  readonly note: () => void;
  readonly tell: () => void;
}

export function createWorkListeners(): WorkListeners {
  const listeners: (() => void)[] = [];
  let isNoted = false;
  return {
    add: (listener) => void listeners.push(listener),
    note: () => {
      isNoted = true;
    },
    tell: () => {
      if (!isNoted) return;
      isNoted = false;
      for (const listener of listeners) listener();
    },
  };
}
