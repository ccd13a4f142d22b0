import type { Log } from '#sdk/log.ts';

/** For commands: what matters is in their answer. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // Nobody reads it.
}
