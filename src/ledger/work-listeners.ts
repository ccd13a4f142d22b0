/** Tells after a commit, once, that work became dirty or due in it. */
export interface WorkListeners {
  readonly add: (listener: () => void) => void;
  readonly note: () => void;
  readonly isNoted: () => boolean;
  /** After the commit. */
  readonly tell: () => void;
  /** For work that another process committed. */
  readonly announce: () => void;
}

export function createWorkListeners(): WorkListeners {
  const listeners: (() => void)[] = [];
  let isNoted = false;
  const announce = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    add: (listener) => void listeners.push(listener),
    note: () => {
      isNoted = true;
    },
    isNoted: () => isNoted,
    tell: () => {
      if (!isNoted) return;
      isNoted = false;
      announce();
    },
    announce,
  };
}
