import { pino } from 'pino';
import type { Log, LogFields } from '#sdk/log.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One JSON line per entry on stderr. Only the fields of the contract get in: no error objects, no bodies. */
export function createProcessLog(level: LogLevel): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
  const write = (at: LogLevel) => (message: string, fields?: LogFields) => {
    if (fields === undefined) logger[at](message);
    else logger[at](fields, message);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
