import type { Log, LogFields } from '#sdk/log.ts';

export interface RecordedLog extends Log {
  readonly lines: { readonly level: string; readonly message: string; readonly fields: LogFields }[];
}

/** Keeps what was logged, so that a test can look for what must not be there. */
export function recordLog(): RecordedLog {
  const lines: RecordedLog['lines'] = [];
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}) => {
      lines.push({ level, message, fields });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
